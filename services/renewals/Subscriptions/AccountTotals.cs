namespace Platform.Renewals.Subscriptions;

/// <param name="Mrr">Reporting currency, on <paramref name="AsOf"/>.</param>
/// <param name="Arr">The same a year, each price rounded once: not always twelve times <paramref name="Mrr"/>.</param>
public sealed record AccountTotals(
    decimal Mrr,
    decimal Arr,
    int Seats,
    DateOnly? NextContractEnd,
    DateOnly? CustomerSince,
    DateOnly? AsOf,
    int Version,
    DateTimeOffset RecordedAt
)
{
    public bool DiffersFrom(AccountTotals other) =>
        (Mrr, Arr, Seats, NextContractEnd, CustomerSince)
        != (other.Mrr, other.Arr, other.Seats, other.NextContractEnd, other.CustomerSince);
}
