namespace Platform.Renewals.Rates;

/// <param name="Rate">Reporting currency for one unit of this one, above 0.</param>
public sealed record RateRequest(decimal Rate);
