namespace Platform.Feedback.Waves;

/// <summary>A wave as somebody, or an event, asks for it.</summary>
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
