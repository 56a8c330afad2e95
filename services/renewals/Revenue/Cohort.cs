namespace Platform.Renewals.Revenue;

/// <param name="Month">As yyyy-MM.</param>
/// <param name="Accounts">Accounts that first paid in this month.</param>
/// <param name="Cells">From the cohort's own month (age 0) on.</param>
public sealed record Cohort(string Month, int Accounts, IReadOnlyList<CohortCell> Cells);
