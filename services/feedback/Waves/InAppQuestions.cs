namespace Platform.Feedback.Waves;

public sealed record InAppQuestions(IReadOnlyList<InAppQuestion> Items);
