namespace Platform.Contracts.Renewals;

/// <summary>An invoice passed its due date unpaid. Told once; <see cref="InvoicePaid"/> follows when it is settled.</summary>
[EventName("renewals.invoice-overdue.v1")]
public sealed record InvoiceOverdue(Guid AccountId, Guid InvoiceId, Money Amount, DateOnly DueOn) : DomainEvent(AccountId);

/// <summary>An invoice that had been overdue was paid.</summary>
[EventName("renewals.invoice-paid.v1")]
public sealed record InvoicePaid(Guid AccountId, Guid InvoiceId, Money Amount, DateOnly PaidOn) : DomainEvent(AccountId);
