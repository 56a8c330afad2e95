namespace Platform.Renewals.Invoices;

/// <param name="PaidOn">The day on which it was paid, ISO date; not in the future.</param>
public sealed record PayInvoiceRequest([Happened] DateOnly PaidOn);
