namespace Platform.Contracts.Feedback;

public static class FeedbackEvents
{
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(SurveyAnswered),
        typeof(LoopOpened),
        typeof(LoopOverdue),
        typeof(LoopClosed),
        typeof(RequestStatusChanged),
        typeof(OpenRequestsChanged),
        typeof(AdvocateIdentified),
        typeof(InterviewCoded),
    ];
}
