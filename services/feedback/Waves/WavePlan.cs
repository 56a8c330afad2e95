namespace Platform.Feedback.Waves;

/// <summary>A wave as a person or an event requests it.</summary>
public sealed record WavePlan(
    Guid SurveyId,
    string Name,
    string Channel,
    Audience Audience,
    DateTimeOffset StartsAt,
    int AnswerDays,
    int? RepeatDays,
    string By
)
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid SeriesId { get; init; } = Guid.CreateVersion7();
    public int Run { get; init; } = 1;
}
