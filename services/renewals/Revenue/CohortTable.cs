namespace Platform.Renewals.Revenue;

/// <summary>
/// Accounts grouped by the month of their first payment (their <see cref="MovementKind.New"/> movement), followed month by month.
/// </summary>
/// <param name="Cohorts">Ascending by month.</param>
public sealed record CohortTable(IReadOnlyList<Cohort> Cohorts);

/// <param name="Month">As yyyy-MM.</param>
/// <param name="Accounts">Accounts that first paid in this month.</param>
/// <param name="Cells">From the cohort's own month (age 0) on.</param>
public sealed record Cohort(string Month, int Accounts, IReadOnlyList<CohortCell> Cells);

/// <param name="Age">Months since the first payment's month.</param>
/// <param name="Active">Accounts with MRR at the month's end.</param>
/// <param name="Mrr">Their MRR then, reporting currency.</param>
/// <param name="LogoRetention">Active / accounts of the cohort.</param>
/// <param name="RevenueRetention">MRR / MRR at age 0; null when the cohort had none at the end of its first month.</param>
/// <param name="Finished">False while the month is not over: the cell can still change by itself.</param>
public sealed record CohortCell(int Age, int Active, decimal Mrr, decimal? LogoRetention, decimal? RevenueRetention, bool Finished);
