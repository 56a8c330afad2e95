namespace Platform.Engagement.Preferences;

/// <summary>A link that works, and whose it is.</summary>
internal sealed class ActivePreferenceLink
{
    public Guid Id { get; init; }
    public Guid RecipientId { get; init; }
    public string Email { get; init; } = "";
    public string? Locale { get; init; }

    /// <summary>The topic of the message that it came with, if it came with one.</summary>
    public string? Topic { get; init; }
}
