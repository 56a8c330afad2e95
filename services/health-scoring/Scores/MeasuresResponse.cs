namespace Platform.HealthScoring.Scores;

/// <param name="Measures">All of the catalogue, those without any value too.</param>
public sealed record MeasuresResponse(
    Guid AccountId,
    DateOnly From,
    DateOnly To,
    IReadOnlyList<MeasureSeries> Measures
);
