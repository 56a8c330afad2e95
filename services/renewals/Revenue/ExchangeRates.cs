namespace Platform.Renewals.Revenue;

/// <summary>
/// Dated rates into the one reporting currency. A rate is the number of units of the reporting currency for one unit of
/// the other, and holds from its day until the next.
/// </summary>
public sealed class ExchangeRates(string reportingCurrency, IEnumerable<DatedRate> rates)
{
    private readonly Dictionary<string, DatedRate[]> _byCurrency = rates
        .GroupBy(r => r.Currency, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.OrderBy(r => r.From).ToArray(), StringComparer.Ordinal);

    public string ReportingCurrency { get; } = reportingCurrency;

    /// <summary>The rate in force on a day, or null when none was supplied for that day.</summary>
    public decimal? On(string currency, DateOnly day)
    {
        if (string.Equals(currency, ReportingCurrency, StringComparison.Ordinal))
            return 1m;
        if (!_byCurrency.TryGetValue(currency, out var dated))
            return null;
        decimal? found = null;
        foreach (var rate in dated)
        {
            if (rate.From > day)
                break;
            found = rate.Rate;
        }

        return found;
    }
}
