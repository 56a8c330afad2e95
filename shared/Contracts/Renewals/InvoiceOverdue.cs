namespace Platform.Contracts.Renewals;

/// <summary>An invoice over more than 0 passed its due date unpaid. Told once; <see cref="InvoicePaid"/> follows when
/// it is settled.</summary>
[EventName("renewals.invoice-overdue.v1")]
public sealed record InvoiceOverdue(Guid AccountId, Guid InvoiceId, Money Amount, DateOnly DueOn)
    : DomainEvent(AccountId);
