namespace Platform.Simulator.Records;

public sealed record InvoiceRow(
    string ExternalId,
    string Account,
    string Subscription,
    decimal Amount,
    string? Currency,
    DateOnly IssuedOn,
    DateOnly DueOn,
    DateOnly? PaidOn
);
