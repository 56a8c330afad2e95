namespace Platform.Renewals.Forecasts;

/// <summary>How good a forecast was, once the period is over.</summary>
public static class ForecastAccuracy
{
    /// <summary>1 − |F − A| / A; null when nothing was renewed. May be negative: a forecast can be off by more than the
    /// whole.</summary>
    public static decimal? Of(decimal forecast, decimal actual) =>
        actual == 0 ? null : 1 - (Math.Abs(forecast - actual) / actual);

    /// <summary>(F − A) / A: positive when too much was promised.</summary>
    public static decimal? Bias(decimal forecast, decimal actual) => actual == 0 ? null : (forecast - actual) / actual;

    /// <summary>
    /// Whether a call came true: commit when it renewed without shrinking, best case when it renewed at all, at risk
    /// when it shrank or was lost. Null while undecided.
    /// </summary>
    public static bool? Hit(string category, string? outcome) =>
        outcome is null
            ? null
            : category switch
            {
                "commit" => outcome is "renewed_flat" or "grown",
                "best_case" => outcome is not "churned",
                _ => outcome is "contracted" or "churned",
            };
}
