using MassTransit;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.HealthScoring.Scores;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Keeps the support tickets of an account as far as they weigh on its score.</summary>
public sealed class TicketsProjection(Inbox inbox, UsageCalendar calendar, ScoringSignal signal)
    : IConsumer<TicketOpened>,
        IConsumer<TicketUpdated>,
        IConsumer<TicketResolved>
{
    public Task Consume(ConsumeContext<TicketOpened> context) =>
        KeepAsync(context, context.Message.TicketId, context.Message.Version, context.Message.Ticket);

    public Task Consume(ConsumeContext<TicketUpdated> context) =>
        KeepAsync(context, context.Message.TicketId, context.Message.Version, context.Message.Ticket);

    public Task Consume(ConsumeContext<TicketResolved> context) =>
        KeepAsync(context, context.Message.TicketId, context.Message.Version, context.Message.Ticket);

    private async Task KeepAsync<T>(ConsumeContext<T> context, Guid ticketId, int version, TicketSnapshot ticket)
        where T : DomainEvent
    {
        await inbox.OnceAsync(context, async work =>
        {
            var kept = await work.ExecuteAsync(
                Upsert,
                new
                {
                    Id = context.Message.AccountId,
                    TicketId = ticketId,
                    Urgent = ticket.Severity is "high" or "urgent" || ticket.Escalated,
                    OpenedOn = calendar.DayOf(ticket.OpenedAt),
                    ResolvedOn = ticket.ResolvedAt is { } at ? calendar.DayOf(at) : (DateOnly?)null,
                    Version = version,
                }
            );
            if (kept > 0)
                await work.ExecuteAsync(MarkDirty.Sql, new { Id = context.Message.AccountId });
        });
        signal.Set();
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
