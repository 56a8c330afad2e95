namespace Platform.HealthScoring.Insights;

/// <param name="Change">Share of the last four weeks less that of the first four, in points of 0–1; absent where one of
/// them had no users.</param>
/// <param name="Weeks">Share of accounts that used it, week by week.</param>
public sealed record FeatureAdoption(string Feature, IReadOnlyList<AdoptionWeek> Weeks, double? Change);
