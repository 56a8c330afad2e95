using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Renewals.Renewals;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Forecasts;

/// <param name="Renewals">What the figures are made of.</param>
public sealed record ForecastResponse(
    DateOnly From,
    DateOnly To,
    string Currency,
    ForecastSums Figures,
    IReadOnlyList<RenewalResponse> Renewals
);
