namespace Platform.Contracts.Accounts;

/// <summary>The ticket has a resolution date for the first time.</summary>
[EventName("accounts.ticket-resolved.v1")]
public sealed record TicketResolved(Guid AccountId, Guid TicketId, int Version, TicketSnapshot Ticket)
    : DomainEvent(AccountId);
