using System.Text.Json;
using Platform.Contracts;
using Platform.Feedback.Surveys;

namespace Platform.Feedback.Answers;

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
