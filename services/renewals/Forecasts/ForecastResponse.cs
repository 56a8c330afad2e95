using Platform.Renewals.Renewals;

namespace Platform.Renewals.Forecasts;

/// <param name="Renewals">What the figures are made of.</param>
public sealed record ForecastResponse(
    DateOnly From,
    DateOnly To,
    string Currency,
    ForecastSums Figures,
    IReadOnlyList<RenewalResponse> Renewals
);
