namespace Platform.Renewals.Revenue;

/// <param name="Age">Months since the first payment's month.</param>
/// <param name="Active">Accounts with MRR at the month's end.</param>
/// <param name="Mrr">Their MRR then, reporting currency.</param>
/// <param name="LogoRetention">Active / accounts of the cohort.</param>
/// <param name="RevenueRetention">MRR / MRR at age 0; null when the cohort had none at the end of its first
/// month.</param>
/// <param name="Finished">False while the month is not over: the cell can still change by itself.</param>
public sealed record CohortCell(
    int Age,
    int Active,
    decimal Mrr,
    decimal? LogoRetention,
    decimal? RevenueRetention,
    bool Finished
);
