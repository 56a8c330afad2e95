namespace Platform.Engagement.Inbox;

/// <summary>What somebody said about an item.</summary>
public sealed record InboxComment
{
    public string Text { get; init; } = "";

    /// <summary>User id.</summary>
    public string By { get; init; } = "";
    public DateTimeOffset At { get; init; }
}
