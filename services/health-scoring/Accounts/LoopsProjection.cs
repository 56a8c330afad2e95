using MassTransit;
using Platform.Contracts.Feedback;
using Platform.HealthScoring.Scores;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Keeps which loops of feedback are past due: somebody told us something and is still waiting. Overdue and
/// closed may come in any order.</summary>
public sealed class LoopsProjection(Inbox inbox, UsageCalendar calendar, ScoringSignal signal)
    : IConsumer<LoopOverdue>,
        IConsumer<LoopClosed>
{
    public Task Consume(ConsumeContext<LoopOverdue> context) =>
        KeepAsync(context, context.Message.LoopId, calendar.DayOf(context.Message.OccurredAt), null);

    public Task Consume(ConsumeContext<LoopClosed> context) =>
        KeepAsync(context, context.Message.LoopId, null, calendar.DayOf(context.Message.OccurredAt));

    private async Task KeepAsync<T>(ConsumeContext<T> context, Guid loopId, DateOnly? dueFrom, DateOnly? closedOn)
        where T : Contracts.DomainEvent
    {
        await inbox.OnceAsync(context, async work =>
        {
            await work.ExecuteAsync(
                Upsert,
                new
                {
                    context.Message.AccountId,
                    LoopId = loopId,
                    DueFrom = dueFrom,
                    ClosedOn = closedOn,
                }
            );
            await work.ExecuteAsync(MarkDirty.Sql, new { Id = context.Message.AccountId });
        });
        signal.Set();
    }

    /// <summary>The first step that went past due is the one that counts; a later one does not make the wait
    /// shorter.</summary>
    private const string Upsert = """
        insert into feedback_loop as l (account_id, loop_id, due_from, closed_on)
        values (@AccountId, @LoopId, @DueFrom::date, @ClosedOn::date)
        on conflict (account_id, loop_id) do update
        set due_from = least(l.due_from, excluded.due_from), closed_on = coalesce(excluded.closed_on, l.closed_on)
        """;
}
