using System.Text.Json;
using Platform.Contracts;
using Platform.Feedback.Surveys;

namespace Platform.Feedback.Answers;

/// <param name="Contact">Who answered; absent where the person is not known or was erased.</param>
/// <param name="Type">nps, csat, ces or custom.</param>
/// <param name="Score">On the survey's own scale, scaleTo at most.</param>
/// <param name="Class">promoter (9, 10), passive (7, 8) or detractor (0 to 6); only of an NPS survey.</param>
/// <param name="Segments">Names of the account's segments when they answered.</param>
/// <param name="CorrectedAt">When the person last changed their answer (RFC 3339, UTC).</param>
/// <param name="Erased">Whether the person's words were erased; the score still counts.</param>
/// <param name="LoopStatus">Where the loop over the answer stands.</param>
public sealed record AnswerResponse(
    Guid Id,
    Guid SurveyId,
    string Survey,
    string Type,
    Guid? WaveId,
    Guid? AccountId,
    string? Account,
    Guid? ContactId,
    string? Contact,
    IReadOnlyList<string> Roles,
    decimal? Score,
    int ScaleTo,
    string? Class,
    string? Comment,
    IReadOnlyDictionary<string, string> Replies,
    bool WantsReply,
    string? Product,
    string? Size,
    IReadOnlyList<string> Segments,
    string Channel,
    DateTimeOffset AnsweredAt,
    DateTimeOffset? CorrectedAt,
    bool Erased,
    Guid? LoopId,
    string? LoopStatus,
    int Version
);

internal sealed class AnswerRow
{
    public Guid Id { get; init; }
    public Guid SurveyId { get; init; }
    public string Survey { get; init; } = "";
    public string Type { get; init; } = "";
    public Guid? WaveId { get; init; }
    public Guid? InvitationId { get; init; }
    public Guid? AccountId { get; init; }
    public string? Account { get; init; }
    public Guid? ContactId { get; init; }
    public string? Contact { get; init; }
    public string[] Roles { get; init; } = [];
    public decimal? Score { get; init; }
    public int ScaleTo { get; init; }
    public string? Class { get; init; }
    public string? Comment { get; init; }
    public string Replies { get; init; } = "{}";
    public bool WantsReply { get; init; }
    public string? Product { get; init; }
    public string? Size { get; init; }
    public string[] Segments { get; init; } = [];
    public string Channel { get; init; } = "";
    public DateTimeOffset AnsweredAt { get; init; }
    public DateTimeOffset? CorrectedAt { get; init; }
    public bool Erased { get; init; }
    public Guid? LoopId { get; init; }
    public string? LoopStatus { get; init; }
    public int Version { get; init; }

    public AnswerResponse ToResponse() =>
        new(
            Id,
            SurveyId,
            Survey,
            Type,
            WaveId,
            AccountId,
            Account,
            ContactId,
            Contact,
            Roles,
            Score,
            ScaleTo,
            Class,
            Comment,
            JsonSerializer.Deserialize<Dictionary<string, string>>(Replies, ContractJson.Options)!,
            WantsReply,
            Product,
            Size,
            Segments,
            Channel,
            AnsweredAt,
            CorrectedAt,
            Erased,
            LoopId,
            LoopStatus,
            Version
        );

    public AnswerDraft ToDraft(AnswerInput input) =>
        new(input, Channel, AnsweredAt)
        {
            Id = Id,
            AccountId = AccountId,
            ContactId = ContactId,
            WaveId = WaveId,
            InvitationId = InvitationId,
            Product = Product,
        };

    public const string Select = """
        select a.id, a.survey_id, s.name as survey, s.type, a.wave_id, a.invitation_id, a.account_id, c.name as account,
            a.contact_id, p.name as contact, a.roles, trim_scale(a.score) as score, s.scale_to, a.class,
               a.comment, a.replies, a.wants_reply, a.product, a.size, a.segments, a.channel, a.answered_at,
                   a.corrected_at, a.erased, l.id as loop_id, l.status as loop_status, a.version
        from answer a
        join survey s on s.id = a.survey_id
        left join account_copy c on c.account_id = a.account_id
        left join contact_copy p on p.contact_id = a.contact_id
        left join feedback_loop l on l.answer_id = a.id
        """;
}
