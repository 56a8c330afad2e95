using Platform.Contracts;

namespace Platform.Renewals.Invoices;

/// <param name="IssuedOn">The day of the invoice, ISO date.</param>
/// <param name="PaidOn">The day on which it was paid; left out before.</param>
/// <param name="Status">Where it stands, as the source has it.</param>
/// <param name="Overdue">Whether something is owed and the due date is past: never for a credit note or an amount of
/// 0.</param>
public sealed record InvoiceResponse(
    Guid Id,
    Guid AccountId,
    string? Source,
    string? ExternalId,
    Guid? SubscriptionId,
    Money Amount,
    DateOnly IssuedOn,
    DateOnly DueOn,
    DateOnly? PaidOn,
    string Status,
    bool Overdue,
    int Version
);
