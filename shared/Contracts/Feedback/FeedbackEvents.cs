namespace Platform.Contracts.Feedback;

public static class FeedbackEvents
{
    public static IReadOnlyList<Type> All { get; } =
    [
    ];
}
