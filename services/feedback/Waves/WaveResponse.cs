namespace Platform.Feedback.Waves;

/// <param name="Matching">People of the audience when the wave opened.</param>
/// <param name="Invited">Those of them who were asked; the others had been asked by some survey too short a time
/// before.</param>
/// <param name="ResponseRate">Answered of invited, 0–1.</param>
/// <param name="StartsAt">When people are asked (RFC 3339, UTC).</param>
/// <param name="AnswerDays">Days for which the links take an answer.</param>
/// <param name="ClosesAt">From then on no answer is taken (RFC 3339, UTC).</param>
/// <param name="RepeatDays">The wave repeats after this many days; left out for a single wave.</param>
/// <param name="SeriesId">Id that all repetitions have in common.</param>
/// <param name="Run">The how-manieth of the series it is, from 1.</param>
/// <param name="Status">scheduled, open, closed or cancelled.</param>
/// <param name="LeftOut">People who met the filters and were not asked, by reason.</param>
/// <param name="Delivered">Invitations that were handed over.</param>
/// <param name="Answered">Invitations that were answered.</param>
public sealed record WaveResponse(
    Guid Id,
    Guid SurveyId,
    string Survey,
    string Name,
    string Channel,
    Audience Audience,
    DateTimeOffset StartsAt,
    int AnswerDays,
    DateTimeOffset ClosesAt,
    int? RepeatDays,
    Guid SeriesId,
    int Run,
    string Status,
    DateTimeOffset? OpenedAt,
    int? Matching,
    int? Invited,
    int? LeftOut,
    int Delivered,
    int Answered,
    decimal? ResponseRate,
    int Version
);
