namespace Platform.Contracts.Accounts;

[EventName("accounts.ticket-updated.v1")]
public sealed record TicketUpdated(Guid AccountId, Guid TicketId, int Version, TicketSnapshot Ticket)
    : DomainEvent(AccountId);
