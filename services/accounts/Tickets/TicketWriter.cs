using Platform.Accounts.Segments;
using Platform.Accounts.Timeline;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Tickets;

/// <summary>The one way by which tickets change: state, portfolio, timeline and events together.</summary>
public sealed class TicketWriter(SegmentMembership segments, TimelineWriter timeline, RequestContext context)
{
    /// <param name="changes">The ticket as known (null: new) and as it is now.</param>
    public async Task SaveAsync(UnitOfWork work, IReadOnlyList<(Ticket? Before, Ticket After)> changes)
    {
        var saved = changes
            .Where(change => change.Before is null || !change.Before.SameAs(change.After))
            .Select(change =>
                (change.Before, Ticket: change.After with { Version = (change.Before?.Version ?? 0) + 1 })
            )
            .OrderBy(item => item.Ticket.Id)
            .ToList();
        if (saved.Count == 0)
            return;

        await work.ExecuteAsync(Upsert, Columns(saved.ConvertAll(item => item.Ticket)));
        var accounts = saved
            .Select(item => item.Ticket.AccountId)
            .Concat(saved.Select(item => item.Before?.AccountId).OfType<Guid>())
            .Distinct()
            .Order()
            .ToArray();
        await work.ExecuteAsync(CountOpen, new { accounts });
        await timeline.AppendAsync(work, [.. saved.SelectMany(item => Entries(item.Before, item.Ticket))]);
        await work.EnqueueAsync([.. saved.Select(item => (Event(item.Before, item.Ticket), item.Ticket.AccountId))]);
        await segments.EvaluateAsync(work, accounts);
    }

    private static IEnumerable<TimelineEntry> Entries(Ticket? before, Ticket ticket)
    {
        if (before is null)
            yield return new TimelineEntry(
                Guid.CreateVersion7(),
                ticket.AccountId,
                ticket.OpenedAt,
                "ticket_opened",
                $"Ticket {ticket.ExternalId} opened ({ticket.Severity}){Spoken(ticket)}",
                ticket.Id
            );
        if (ticket.ResolvedAt is { } resolved && before?.ResolvedAt is null)
            yield return new TimelineEntry(
                Guid.CreateVersion7(),
                ticket.AccountId,
                resolved,
                "ticket_resolved",
                $"Ticket {ticket.ExternalId} resolved{Spoken(ticket)}",
                ticket.Id
            );
        if (ticket.Escalated && before is { Escalated: false })
            yield return new TimelineEntry(
                Guid.CreateVersion7(),
                ticket.AccountId,
                before.OpenedAt > ticket.OpenedAt ? before.OpenedAt : ticket.OpenedAt,
                "ticket_escalated",
                $"Ticket {ticket.ExternalId} escalated{Spoken(ticket)}",
                ticket.Id
            );
    }

    private static string Spoken(Ticket ticket) => ticket.Subject is { } subject ? $": {subject}" : "";

    private static DomainEvent Event(Ticket? before, Ticket ticket)
    {
        var snapshot = new TicketSnapshot(
            ticket.Subject,
            ticket.Severity,
            ticket.OpenedAt,
            ticket.FirstResponseAt,
            ticket.ResolvedAt,
            ticket.Satisfaction,
            ticket.Escalated,
            ticket.Source,
            ticket.ExternalId
        );
        if (before is null && ticket.IsOpen)
            return new TicketOpened(ticket.AccountId, ticket.Id, ticket.Version, snapshot);
        // A ticket that comes in resolved (an import of the past) is told once, as resolved.
        return !ticket.IsOpen && before?.ResolvedAt is null
            ? new TicketResolved(ticket.AccountId, ticket.Id, ticket.Version, snapshot)
            : new TicketUpdated(ticket.AccountId, ticket.Id, ticket.Version, snapshot);
    }

    private object Columns(List<Ticket> tickets) =>
        new
        {
            Ids = tickets.Select(ticket => ticket.Id).ToArray(),
            Accounts = tickets.Select(ticket => ticket.AccountId).ToArray(),
            Sources = tickets.Select(ticket => ticket.Source).ToArray(),
            ExternalIds = tickets.Select(ticket => ticket.ExternalId).ToArray(),
            Subjects = tickets.Select(ticket => ticket.Subject).ToArray(),
            Severities = tickets.Select(ticket => ticket.Severity).ToArray(),
            Opened = tickets.Select(ticket => ticket.OpenedAt.ToUniversalTime()).ToArray(),
            Responded = tickets.Select(ticket => ticket.FirstResponseAt?.ToUniversalTime()).ToArray(),
            Resolved = tickets.Select(ticket => ticket.ResolvedAt?.ToUniversalTime()).ToArray(),
            Satisfaction = tickets.Select(ticket => ticket.Satisfaction).ToArray(),
            Escalated = tickets.Select(ticket => ticket.Escalated).ToArray(),
            Versions = tickets.Select(ticket => ticket.Version).ToArray(),
            context.Now,
        };

    private const string Upsert = """
        insert into ticket (id, account_id, source, external_id, subject, severity, opened_at, first_response_at,
            resolved_at, satisfaction, escalated, version, updated_at)
        select *, @Now from unnest(@Ids, @Accounts, @Sources, @ExternalIds, @Subjects, @Severities, @Opened,
            @Responded::timestamptz[], @Resolved::timestamptz[],
            @Satisfaction::numeric[], @Escalated, @Versions)
        on conflict (id) do update set
            account_id = excluded.account_id, subject = excluded.subject, severity = excluded.severity,
                opened_at = excluded.opened_at,
            first_response_at = excluded.first_response_at, resolved_at = excluded.resolved_at,
                satisfaction = excluded.satisfaction, escalated = excluded.escalated,
            version = excluded.version, updated_at = excluded.updated_at
        """;

    private const string CountOpen = """
        with locked as (select account_id from portfolio_entry where account_id = any(@accounts)
            order by account_id for update)
        update portfolio_entry set open_tickets = (select count(*) from ticket
            where ticket.account_id = portfolio_entry.account_id and resolved_at is null)
        where account_id in (select account_id from locked)
        """;
}
