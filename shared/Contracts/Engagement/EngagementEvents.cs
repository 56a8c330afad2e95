namespace Platform.Contracts.Engagement;

public static class EngagementEvents
{
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(PlaybookStarted),
        typeof(StepDone),
        typeof(ApprovalRequested),
        typeof(ApprovalDecided),
        typeof(PlaybookEnded),
        typeof(PlaybookFailed),
        typeof(GoalReached),
        typeof(TouchSent),
        typeof(MessageSeen),
        typeof(MessagePaused),
        typeof(MeetingBooked),
        typeof(MeetingCancelled),
        typeof(EmailReplied),
        typeof(ContactUnreachable),
    ];
}
