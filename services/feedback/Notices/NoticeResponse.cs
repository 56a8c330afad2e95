namespace Platform.Feedback.Notices;

public sealed class NoticeResponse
{
    public Guid Id { get; init; }

    /// <summary><c>loop_follow_up</c> (what changed after their answer) or <c>request_status</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The loop or request that it is about.</summary>
    public Guid AboutId { get; init; }
    public Guid AccountId { get; init; }
    public string? Account { get; init; }

    /// <summary>Absent where an account asked without naming a person: its owner passes it on.</summary>
    public Guid? ContactId { get; init; }
    public string? Name { get; init; }
    public string? Email { get; init; }
    public string Text { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was confirmed that the person was told (RFC 3339, UTC).</summary>
    public DateTimeOffset? HandedOverAt { get; init; }
}
