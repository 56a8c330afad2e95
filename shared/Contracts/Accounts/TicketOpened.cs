namespace Platform.Contracts.Accounts;

[EventName("accounts.ticket-opened.v1")]
public sealed record TicketOpened(Guid AccountId, Guid TicketId, int Version, TicketSnapshot Ticket)
    : DomainEvent(AccountId);
