using Platform.Contracts;

namespace Platform.Renewals.Invoices;

internal sealed class InvoiceRow
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public string? Source { get; init; }
    public string? ExternalId { get; init; }
    public Guid? SubscriptionId { get; init; }
    public decimal Amount { get; init; }
    public string Currency { get; init; } = "";
    public DateOnly IssuedOn { get; init; }
    public DateOnly DueOn { get; init; }
    public DateOnly? PaidOn { get; init; }
    public string Status { get; init; } = "";
    public bool Owed { get; init; }
    public bool OverdueTold { get; init; }
    public int Version { get; init; }

    public InvoiceResponse ToResponse(DateOnly today) =>
        new(
            Id,
            AccountId,
            Source,
            ExternalId,
            SubscriptionId,
            new Money(Amount, Currency),
            IssuedOn,
            DueOn,
            PaidOn,
            Status,
            Owed && DueOn < today,
            Version
        );

    internal const string Select = """
        select id, account_id, source, external_id, subscription_id, amount, currency, issued_on, due_on, paid_on,
               status, owed, overdue_told, version
        from invoice
        """;
}
