namespace Platform.Engagement.InApp;

/// <summary>What became of a message the last time that it was offered to a user.</summary>
internal sealed record LatestShowing
{
    public Guid MessageId { get; init; }
    public int Showing { get; init; }
    public string Variant { get; init; } = "";
    public bool IsSeen { get; init; }
    public bool IsCompleted { get; init; }
    public bool IsDismissed { get; init; }
    public DateTimeOffset? SnoozedUntil { get; init; }
    public string[] DoneItems { get; init; } = [];
}
