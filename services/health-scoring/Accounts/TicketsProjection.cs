using Platform.Contracts.Accounts;
using Platform.HealthScoring.Rescoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Keeps the support tickets of an account as far as they weigh on its score.</summary>
public sealed class TicketsProjection(UsageCalendar calendar, ScoringSignal signal)
    : IEventHandler<TicketOpened>,
        IEventHandler<TicketUpdated>,
        IEventHandler<TicketResolved>
{
    public Task HandleAsync(TicketOpened domainEvent, UnitOfWork work, CancellationToken ct) =>
        UpsertAsync(work, domainEvent.AccountId, domainEvent.TicketId, domainEvent.Version, domainEvent.Ticket);

    public Task HandleAsync(TicketUpdated domainEvent, UnitOfWork work, CancellationToken ct) =>
        UpsertAsync(work, domainEvent.AccountId, domainEvent.TicketId, domainEvent.Version, domainEvent.Ticket);

    public Task HandleAsync(TicketResolved domainEvent, UnitOfWork work, CancellationToken ct) =>
        UpsertAsync(work, domainEvent.AccountId, domainEvent.TicketId, domainEvent.Version, domainEvent.Ticket);

    private async Task UpsertAsync(UnitOfWork work, Guid accountId, Guid ticketId, int version, TicketSnapshot ticket)
    {
        work.AfterCommit(signal.Set);
        var changed = await work.ExecuteAsync(
            Upsert,
            new
            {
                Id = accountId,
                TicketId = ticketId,
                Urgent = ticket.Severity is "high" or "urgent" || ticket.Escalated,
                OpenedOn = calendar.DayOf(ticket.OpenedAt),
                ResolvedOn = ticket.ResolvedAt is { } at ? calendar.DayOf(at) : (DateOnly?)null,
                Version = version,
            }
        );
        if (changed > 0)
            await work.ExecuteAsync(DirtyAccounts.Insert, new { Id = accountId });
    }

    private const string Upsert = """
        insert into ticket as t (account_id, ticket_id, urgent, opened_on, resolved_on, version)
        values (@Id, @TicketId, @Urgent, @OpenedOn, @ResolvedOn, @Version)
        on conflict (account_id, ticket_id) do update
        set urgent = excluded.urgent, opened_on = excluded.opened_on, resolved_on = excluded.resolved_on,
            version = excluded.version
        where t.version < excluded.version
        """;
}
