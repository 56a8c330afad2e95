using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Feedback;
using Platform.Feedback.Advocates;
using Platform.Feedback.Loops;
using Platform.Feedback.Surveys;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Answers;

/// <summary>Records answers of every channel: the row, its event, and the loop that it opens, in one
/// transaction.</summary>
public sealed class AnswerRepository(LoopOpener loops, AdvocateFinder advocates, TimeProvider clock)
{
    /// <summary>How long a person may correct their answer.</summary>
    public static readonly TimeSpan CorrectableFor = TimeSpan.FromDays(7);

    /// <returns>Whether it was recorded; false where the invitation is answered or the source key known.</returns>
    public async Task<bool> RecordAsync(UnitOfWork work, Survey survey, AnswerDraft draft, string by)
    {
        if ((await InsertAsync(work, survey, [draft], by)).Count == 0)
            return false;
        await PublishAsync(work, survey, [draft], corrected: false);
        if (draft.AccountId is { } account && survey.LoopReason(draft.Input) is { } reason)
            await loops.OpenAsync(work, account, draft.Id, reason, draft.AnsweredAt);
        await ProposeAsync(work, survey, draft);
        return true;
    }

    /// <summary>Imports past answers: they are counted and published, but open no loop.</summary>
    /// <returns>Those that were new.</returns>
    public async Task<IReadOnlyList<AnswerDraft>> RecordPastAsync(
        UnitOfWork work,
        Survey survey,
        IReadOnlyList<AnswerDraft> drafts,
        string by
    )
    {
        var inserted = (await InsertAsync(work, survey, drafts, by)).ToHashSet();
        var recorded = drafts.Where(d => inserted.Contains(d.Id)).ToList();
        await PublishAsync(work, survey, recorded, corrected: false);
        return recorded;
    }

    /// <summary>Replaces what was said; call it with the answer's row locked and its seven days checked.</summary>
    public async Task CorrectAsync(UnitOfWork work, Survey survey, AnswerDraft corrected)
    {
        await work.ExecuteAsync(
            Correct,
            new
            {
                corrected.Id,
                corrected.Input.Score,
                Class = survey.ClassOf(corrected.Input.Score),
                corrected.Input.Comment,
                Replies = JsonSerializer.Serialize(corrected.Input.Replies, ContractJson.Options),
                corrected.Input.WantsReply,
                Now = clock.GetUtcNow(),
            }
        );
        await PublishAsync(work, survey, [corrected], corrected: true);
        if (corrected.AccountId is { } account && survey.LoopReason(corrected.Input) is { } reason)
            await loops.OpenAsync(work, account, corrected.Id, reason, clock.GetUtcNow());
        await ProposeAsync(work, survey, corrected);
    }

    private async Task ProposeAsync(UnitOfWork work, Survey survey, AnswerDraft draft)
    {
        if (
            draft is { AccountId: { } account, ContactId: { } contact }
            && survey.ClassOf(draft.Input.Score) == "promoter"
        )
            await advocates.ProposeAsync(
                work,
                account,
                contact,
                "promoter",
                $"Gave {draft.Input.Score:0} of {survey.ScaleTo} in '{survey.Name}'"
            );
    }

    private Task<IReadOnlyList<Guid>> InsertAsync(
        UnitOfWork work,
        Survey survey,
        IReadOnlyList<AnswerDraft> drafts,
        string by
    ) =>
        work.QueryAsync<Guid>(
            Insert,
            new
            {
                SurveyId = survey.Id,
                survey.Product,
                Now = clock.GetUtcNow(),
                By = by,
                Ids = drafts.Select(d => d.Id).ToArray(),
                WaveIds = drafts.Select(d => d.WaveId).ToArray(),
                InvitationIds = drafts.Select(d => d.InvitationId).ToArray(),
                AccountIds = drafts.Select(d => d.AccountId).ToArray(),
                ContactIds = drafts.Select(d => d.ContactId).ToArray(),
                Scores = drafts.Select(d => d.Input.Score).ToArray(),
                Classes = drafts.Select(d => survey.ClassOf(d.Input.Score)).ToArray(),
                Comments = drafts
                    .Select(d => string.IsNullOrWhiteSpace(d.Input.Comment) ? null : d.Input.Comment)
                    .ToArray(),
                Replies = drafts.Select(d => JsonSerializer.Serialize(d.Input.Replies, ContractJson.Options)).ToArray(),
                WantsReply = drafts.Select(d => d.Input.WantsReply).ToArray(),
                Products = drafts.Select(d => d.Product).ToArray(),
                Roles = drafts.Select(d => d.Role).ToArray(),
                Channels = drafts.Select(d => d.Channel).ToArray(),
                SourceKeys = drafts.Select(d => d.SourceKey).ToArray(),
                AnsweredAt = drafts.Select(d => d.AnsweredAt.ToUniversalTime()).ToArray(),
            }
        );

    /// <summary>Publishes the answers that belong to an account; other services have no use for the rest.</summary>
    private static Task PublishAsync(UnitOfWork work, Survey survey, IEnumerable<AnswerDraft> drafts, bool corrected) =>
        work.EnqueueAsync([
            .. drafts
                .Where(d => d.AccountId is not null)
                .Select(d =>
                    (
                        (DomainEvent)
                            new SurveyAnswered(
                                d.AccountId!.Value,
                                d.Id,
                                survey.Id,
                                d.WaveId,
                                d.ContactId,
                                survey.Type,
                                d.Input.Score,
                                survey.ScaleTo,
                                survey.ClassOf(d.Input.Score),
                                d.AnsweredAt,
                                corrected
                            ),
                        d.AccountId.Value
                    )
                ),
        ]);

    private const string Insert = """
        insert into answer (id, survey_id, wave_id, invitation_id, account_id, contact_id, score, class, comment,
            replies, wants_reply, product,
                            size, motion, priority, segments, roles, channel, source_key, answered_at, recorded_at,
                                recorded_by, version)
        select t.id, @SurveyId, t.wave_id, t.invitation_id, t.account_id, t.contact_id, t.score, t.class, t.comment,
            t.replies::jsonb, t.wants_reply, coalesce(t.product, @Product),
               a.size, a.motion, a.priority, coalesce(s.segments, '{}'),
                   coalesce(c.roles, case when t.role is null then '{}' else array[t.role] end),
               t.channel, t.source_key, t.answered_at, @Now, @By, 1
        from unnest(@Ids, @WaveIds, @InvitationIds, @AccountIds, @ContactIds, @Scores, @Classes, @Comments, @Replies,
            @WantsReply, @Products, @Roles, @Channels, @SourceKeys, @AnsweredAt)
          as t (id, wave_id, invitation_id, account_id, contact_id, score, class, comment, replies, wants_reply,
              product, role, channel, source_key, answered_at)
        left join account_copy a on a.account_id = t.account_id
        left join contact_copy c on c.contact_id = t.contact_id
        left join lateral (select array_agg(g.segment order by g.segment) as segments from account_segment g
            where g.account_id = t.account_id and g.inside) s on true
        on conflict do nothing
        returning id
        """;

    private const string Correct = """
        update answer
        set score = @Score, class = @Class, comment = nullif(@Comment, ''), replies = @Replies::jsonb,
            wants_reply = @WantsReply, corrected_at = @Now, version = version + 1
        where id = @Id;
        -- A loop shows the answer that it is about.
        update feedback_loop set version = version + 1 where answer_id = @Id
        """;
}
