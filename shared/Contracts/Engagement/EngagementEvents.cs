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
        typeof(EmailReplied),
        typeof(ContactUnreachable),
    ];
}
