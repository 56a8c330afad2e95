using System.Text.Json;
using Platform.Contracts;

namespace Platform.Feedback.Waves;

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

    public Audience ReadAudience() => JsonSerializer.Deserialize<Audience>(Audience, ContractJson.Options)!;

    public WaveResponse ToResponse() =>
        new(
            Id,
            SurveyId,
            Survey,
            Name,
            Channel,
            ReadAudience(),
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
