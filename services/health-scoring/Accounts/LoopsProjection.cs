using Platform.Contracts.Feedback;
using Platform.HealthScoring.Rescoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Keeps the feedback loops that are past due. Overdue and closed may come in any order.</summary>
public sealed class LoopsProjection(UsageCalendar calendar, ScoringSignal signal)
    : IEventHandler<LoopOverdue>,
        IEventHandler<LoopClosed>
{
    public Task HandleAsync(LoopOverdue domainEvent, UnitOfWork work, CancellationToken ct) =>
        UpsertAsync(work, domainEvent.AccountId, domainEvent.LoopId, calendar.DayOf(domainEvent.OccurredAt), null);

    public Task HandleAsync(LoopClosed domainEvent, UnitOfWork work, CancellationToken ct) =>
        UpsertAsync(work, domainEvent.AccountId, domainEvent.LoopId, null, calendar.DayOf(domainEvent.OccurredAt));

    private async Task UpsertAsync(UnitOfWork work, Guid accountId, Guid loopId, DateOnly? dueFrom, DateOnly? closedOn)
    {
        await work.ExecuteAsync(
            Upsert,
            new
            {
                AccountId = accountId,
                LoopId = loopId,
                DueFrom = dueFrom,
                ClosedOn = closedOn,
            }
        );
        await work.ExecuteAsync(DirtyAccounts.Insert, new { Id = accountId });
        work.AfterCommit(signal.Set);
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
