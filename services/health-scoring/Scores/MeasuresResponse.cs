using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Accounts;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Scores;

/// <param name="Measures">All of the catalogue, those without any value too.</param>
public sealed record MeasuresResponse(
    Guid AccountId,
    DateOnly From,
    DateOnly To,
    IReadOnlyList<MeasureSeries> Measures
);
