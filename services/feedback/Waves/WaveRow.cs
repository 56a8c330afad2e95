using System.Text.Json;
using Platform.Contracts;

namespace Platform.Feedback.Waves;

/// <param name="Matching">People of the audience when the wave opened.</param>
/// <param name="Invited">Those of them who were asked; the others had been asked by some survey too short a time
/// before.</param>
/// <param name="ResponseRate">Answered of invited, 0–1.</param>
/// <param name="StartsAt">When people are asked (RFC 3339, UTC).</param>
/// <param name="AnswerDays">Days for which the links take an answer.</param>
/// <param name="ClosesAt">From then on no answer is taken (RFC 3339, UTC).</param>
/// <param name="RepeatDays">It repeats after so many days; left out for a single wave.</param>
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

internal sealed class WaveRow
{
    public Guid Id { get; init; }
    public Guid SurveyId { get; init; }
    public string Survey { get; init; } = "";
    public string Name { get; init; } = "";
    public string Channel { get; init; } = "";
    public string Audience { get; init; } = "{}";
    public DateTimeOffset StartsAt { get; init; }
    public int AnswerDays { get; init; }
    public DateTimeOffset ClosesAt { get; init; }
    public int? RepeatDays { get; init; }
    public Guid SeriesId { get; init; }
    public int Run { get; init; }
    public string Status { get; init; } = "";
    public DateTimeOffset? OpenedAt { get; init; }
    public int? Matching { get; init; }
    public int? Invited { get; init; }
    public int Delivered { get; init; }
    public int Answered { get; init; }
    public string CreatedBy { get; init; } = "";
    public int Version { get; init; }

    public Audience Whom => JsonSerializer.Deserialize<Audience>(Audience, ContractJson.Options)!;

    public WaveResponse ToResponse() =>
        new(
            Id,
            SurveyId,
            Survey,
            Name,
            Channel,
            Whom,
            StartsAt,
            AnswerDays,
            ClosesAt,
            RepeatDays,
            SeriesId,
            Run,
            Status,
            OpenedAt,
            Matching,
            Invited,
            Matching - Invited,
            Delivered,
            Answered,
            Invited is null or 0 ? null : decimal.Round((decimal)Answered / Invited.Value, 4),
            Version
        );

    public const string Select = """
        select w.id, w.survey_id, s.name as survey, w.name, w.channel, w.audience, w.starts_at, w.answer_days,
            w.closes_at, w.repeat_days, w.series_id, w.run, w.status, w.opened_at,
               w.matching, w.invited, w.created_by, w.version,
               (select count(*)::int from invitation i
                   where i.wave_id = w.id and i.delivered_at is not null) as delivered,
               (select count(*)::int from answer a where a.wave_id = w.id) as answered
        from wave w join survey s on s.id = w.survey_id
        """;
}
