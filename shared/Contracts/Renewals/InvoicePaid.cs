namespace Platform.Contracts.Renewals;

/// <summary>An invoice that had been overdue is owed no more: it was paid, voided, or corrected to nothing.</summary>
/// <param name="PaidOn">The day of the payment; where there was none, the day on which it was voided or
/// corrected.</param>
[EventName("renewals.invoice-paid.v1")]
public sealed record InvoicePaid(Guid AccountId, Guid InvoiceId, Money Amount, DateOnly PaidOn)
    : DomainEvent(AccountId);
