namespace Platform.Workspace.Renewals;

/// <summary>What a period is expected to bring, as <c>GET /v1/forecasts</c> answers.</summary>
public sealed record Forecast(
    DateOnly From,
    DateOnly To,
    string Currency,
    ForecastFigures Figures,
    IReadOnlyList<Renewal> Renewals
);

public sealed record ForecastFigures(
    decimal Due,
    decimal Renewed,
    decimal Lost,
    decimal Commit,
    decimal BestCase,
    decimal AtRisk,
    decimal Weighted
);

/// <summary>How good the forecast of a period was, so many days before its end.</summary>
public sealed record ForecastAccuracy(
    int DaysBefore,
    DateOnly? TakenOn,
    decimal? Forecast,
    decimal? Actual,
    decimal? Accuracy,
    decimal? Bias,
    decimal? HitRate,
    bool Over
);
