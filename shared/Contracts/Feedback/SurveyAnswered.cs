namespace Platform.Contracts.Feedback;

/// <summary>An answer was given, or corrected within its seven days.</summary>
/// <param name="Type"><c>nps</c>, <c>csat</c>, <c>ces</c> or <c>custom</c>.</param>
/// <param name="Score">On the survey's own scale: NPS 0–10, CSAT and CES 1 to <paramref name="ScaleTo"/>; null where
/// only text was given.</param>
/// <param name="Class">NPS only: <c>promoter</c>, <c>passive</c> or <c>detractor</c>.</param>
/// <param name="ContactId">Who answered; null where the person is not known or has been erased.</param>
/// <param name="Corrected">It replaces the same answer's earlier score.</param>
[EventName("feedback.survey-answered.v1")]
public sealed record SurveyAnswered(
    Guid AccountId,
    Guid AnswerId,
    Guid SurveyId,
    Guid? WaveId,
    Guid? ContactId,
    string Type,
    decimal? Score,
    int ScaleTo,
    string? Class,
    DateTimeOffset AnsweredAt,
    bool Corrected
) : DomainEvent(AccountId);
