namespace Platform.Engagement.ContactBudget;

/// <summary>One human whom we write to.</summary>
internal sealed class Recipient
{
    public Guid Id { get; init; }
    public string Email { get; init; } = "";

    /// <summary><c>ok</c>, <c>bounced</c>, <c>complained</c> or <c>left</c>.</summary>
    public string State { get; init; } = "";
    public DateTimeOffset? StateAt { get; init; }
    public string? TimeZone { get; init; }
    public string? Locale { get; init; }

    public const string Columns = "id, email, state, state_at, time_zone, locale";
}
