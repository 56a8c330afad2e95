namespace Platform.Contracts.HealthScoring;

/// <param name="Cases">Accounts that were in the band before the outcome.</param>
/// <param name="KeepRate">Share of them that were not lost, 0–1.</param>
public sealed record ValidatedBand(HealthBand Band, int Cases, decimal KeepRate);
