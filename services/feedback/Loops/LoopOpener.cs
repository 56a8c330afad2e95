using Microsoft.Extensions.Options;
using Platform.Contracts.Feedback;
using Platform.Feedback.Organisation;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Loops;

/// <summary>Opens the loop of an answer: four steps, owned by the account's CSM until they are reassigned. An
/// answer has one loop at most.</summary>
public sealed class LoopOpener(OrganisationCalendar calendar, IOptions<LoopOptions> options)
{
    public async Task OpenAsync(
        UnitOfWork work,
        Guid accountId,
        Guid answerId,
        string reason,
        DateTimeOffset answeredAt
    )
    {
        var id = Guid.CreateVersion7();
        var opened = await work.QueryAsync<string?>(
            Open,
            new
            {
                id,
                accountId,
                answerId,
                reason,
                answeredAt,
            }
        );
        if (opened.Count == 0)
            return;
        var steps = options
            .Value.Steps.Select(s => (s.Step, DueAt: calendar.DueAfter(answeredAt, s.BusinessDays)))
            .ToList();
        await work.ExecuteAsync(
            Plan,
            new
            {
                id,
                Owner = opened[0],
                Steps = steps.Select(s => s.Step).ToArray(),
                DueAt = steps.Select(s => s.DueAt).ToArray(),
            }
        );
        await work.EnqueueAsync(new LoopOpened(accountId, id, answerId, reason, opened[0], steps[0].DueAt), accountId);
    }

    private const string Open = """
        insert into feedback_loop (id, answer_id, account_id, reason, owner, status, opened_at, version)
        values (@id, @answerId, @accountId, @reason, (select owners ->> 'csm' from account_copy
            where account_id = @accountId), 'open', @answeredAt, 1)
        on conflict on constraint feedback_loop_once do nothing
        returning owner
        """;

    private const string Plan = """
        insert into loop_step (loop_id, step, position, owner, due_at)
        select @id, step, position, @Owner, due_at
            from unnest(@Steps, @DueAt) with ordinality as t (step, due_at, position)
        """;
}
