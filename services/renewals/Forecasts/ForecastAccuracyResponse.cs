namespace Platform.Renewals.Forecasts;

/// <param name="DaysBefore">120, 90, 60 or 30 days before the period's end.</param>
/// <param name="TakenOn">The snapshot used: the last one taken by then; null where there is none.</param>
/// <param name="HitRate">Calls that came true / calls of renewals that are decided; left out while the period is not
/// over.</param>
/// <param name="Forecast">Weighted forecast at that time, in the reporting currency.</param>
/// <param name="Actual">What was renewed of the period, in the reporting currency; left out while the period is not
/// over.</param>
/// <param name="Accuracy">1 − |forecast − actual| / actual; left out without a forecast, and while the period is not
/// over.</param>
/// <param name="Bias">(forecast − actual) / actual: above 0 too hopeful; left out as accuracy is.</param>
/// <param name="Calls">Calls of renewals that are decided; 0 while the period is not over.</param>
/// <param name="Hits">Those among them that came true.</param>
/// <param name="Over">Whether the period is over: before that nothing can be said about the forecast.</param>
public sealed record ForecastAccuracyResponse(
    int DaysBefore,
    DateOnly? TakenOn,
    decimal? Forecast,
    decimal? Actual,
    decimal? Accuracy,
    decimal? Bias,
    int Calls,
    int Hits,
    decimal? HitRate,
    bool Over
);
