namespace Platform.Renewals.Revenue;

/// <summary>An amount has no rate on its day: it can not be put into the ledger until the operator supplies
/// one.</summary>
public sealed class MissingRateException(string currency, DateOnly day)
    : InvalidOperationException(
        $"There is no exchange rate for {currency} on {day:yyyy-MM-dd}; supply one that holds from that day or earlier."
    )
{
    public string Currency { get; } = currency;

    public DateOnly Day { get; } = day;
}
