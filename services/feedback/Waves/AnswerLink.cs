using Platform.Feedback.Answers;
using Platform.Feedback.Links;
using Platform.Feedback.Surveys;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Waves;

/// <summary>Opens and answers a personal link. It works until it expires, or for seven days after the answer.</summary>
public sealed class AnswerLink(
    Database database,
    LinkSigner links,
    SurveyCache surveys,
    AnswerRepository answers,
    TimeProvider clock
)
{
    public async Task<(OpenedLink? Link, LinkRefusal? Refusal)> OpenAsync(string token, CancellationToken ct)
    {
        var (id, refusal) = await ReadAsync(token, ct);
        if (refusal is not null)
            return (null, refusal);
        var row = await database.SingleOrDefaultAsync<Row>(Find, new { id }, ct);
        if (Refuse(row) is { } refused)
            return (null, refused);
        return (
            new OpenedLink(
                id,
                await surveys.GetAsync(row!.SurveyId, ct),
                row.AnswerId is null ? null : await EarlierAsync(row.AnswerId.Value, ct)
            ),
            null
        );
    }

    /// <summary>Records the answer, or corrects it where there is one; the same answer sent again changes nothing.
    /// <c>Errors</c> by field where it does not fit.</summary>
    public async Task<(IReadOnlyDictionary<string, string[]>? Errors, LinkRefusal? Refusal)> SubmitAsync(
        string token,
        AnswerInput input,
        CancellationToken ct
    )
    {
        var (id, refusal) = await ReadAsync(token, ct);
        if (refusal is not null)
            return (null, refusal);
        await using var work = await database.BeginAsync(ct);
        // The invitation's lock: of two answers at the same moment the second is a correction of the first.
        var row = await work.SingleOrDefaultAsync<Row>($"{Find} for update of i", new { id });
        if (Refuse(row) is { } refused)
            return (null, refused);
        var survey = await surveys.GetAsync(row!.SurveyId, ct);
        if (survey.Validate(input) is { Count: > 0 } errors)
            return (errors, null);

        if (
            await work.SingleOrDefaultAsync<AnswerRow>($"{AnswerRow.Select} where a.invitation_id = @id", new { id }) is
            { } earlier
        )
        {
            if (Same(InputOf(earlier), input))
                return (null, null);
            await answers.CorrectAsync(work, survey, earlier.ToDraft(input));
        }
        else
        {
            var draft = new AnswerDraft(input, row.Channel, clock.GetUtcNow())
            {
                AccountId = row.AccountId,
                ContactId = row.ContactId,
                WaveId = row.WaveId,
                InvitationId = id,
            };
            await answers.RecordAsync(work, survey, draft, $"contact:{row.ContactId}");
        }

        await work.CommitAsync();
        return (null, null);
    }

    private async Task<(Guid Id, LinkRefusal? Refusal)> ReadAsync(string token, CancellationToken ct)
    {
        var (state, id) = await links.ReadAsync(LinkKind.Answer, token, ct);
        return (
            id,
            state switch
            {
                LinkState.Good => null,
                LinkState.Expired => LinkRefusal.Expired,
                _ => LinkRefusal.NotOurs,
            }
        );
    }

    private LinkRefusal? Refuse(Row? row) =>
        row switch
        {
            null or { ContactId: null } => LinkRefusal.NotOurs,
            { AnsweredAt: { } at } when clock.GetUtcNow() > at + AnswerRepository.CorrectableFor =>
                LinkRefusal.Answered,
            { Status: "cancelled" } => LinkRefusal.Expired,
            _ => null,
        };

    private async Task<AnswerInput> EarlierAsync(Guid id, CancellationToken ct) =>
        InputOf(
            (await database.SingleOrDefaultAsync<AnswerRow>($"{AnswerRow.Select} where a.id = @id", new { id }, ct))!
        );

    private static AnswerInput InputOf(AnswerRow row)
    {
        var answer = row.ToResponse();
        return new AnswerInput(answer.Score, answer.Comment, answer.Replies, answer.WantsReply);
    }

    private static bool Same(AnswerInput a, AnswerInput b) =>
        a.Score == b.Score
        && (a.Comment ?? "") == (b.Comment ?? "")
        && a.WantsReply == b.WantsReply
        && a.Replies.Count == b.Replies.Count
        && a.Replies.All(r => b.Replies.GetValueOrDefault(r.Key) == r.Value);

    private sealed class Row
    {
        public Guid WaveId { get; init; }
        public Guid SurveyId { get; init; }
        public Guid AccountId { get; init; }
        public Guid? ContactId { get; init; }
        public string Channel { get; init; } = "";
        public string Status { get; init; } = "";
        public Guid? AnswerId { get; init; }
        public DateTimeOffset? AnsweredAt { get; init; }
    }

    private const string Find = """
        select i.wave_id, i.survey_id, i.account_id, i.contact_id, i.channel, w.status, a.id as answer_id, a.answered_at
        from invitation i
        join wave w on w.id = i.wave_id
        left join answer a on a.invitation_id = i.id
        where i.id = @id
        """;
}
