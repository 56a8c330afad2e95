namespace Platform.Renewals.Revenue;

/// <summary>A contract whose end fell into the period.</summary>
/// <param name="Due">ARR that came up for renewal.</param>
/// <param name="Renewed">ARR it renewed at; 0 when it churned; null while undecided.</param>
public readonly record struct DueRenewal(decimal Due, decimal? Renewed);
