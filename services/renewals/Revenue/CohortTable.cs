namespace Platform.Renewals.Revenue;

/// <summary>
/// Accounts grouped by the month of their first payment (their <see cref="MovementKind.New"/> movement), followed month
/// by month.
/// </summary>
/// <param name="Cohorts">Ascending by month.</param>
public sealed record CohortTable(IReadOnlyList<Cohort> Cohorts)
{
    /// <param name="first">First cohort month.</param>
    /// <param name="last">Last cohort month and last month followed.</param>
    /// <param name="currentMonth">Cells of this month and later are unfinished.</param>
    /// <param name="accounts">How many began in a month; months without any have no row.</param>
    /// <param name="cell">Of a cohort month and a month: active accounts and their MRR in cents.</param>
    public static CohortTable Of(
        int first,
        int last,
        int currentMonth,
        Func<int, int> accounts,
        Func<int, int, (int Active, long Mrr)> cell
    ) =>
        new([
            .. from cohort in Enumerable.Range(first, last - first + 1)
            let size = accounts(cohort)
            where size > 0
            let begun = cell(cohort, cohort).Mrr
            select new Cohort(
                MonthIndex.Name(cohort),
                size,
                [
                    .. from month in Enumerable.Range(cohort, last - cohort + 1)
                    let now = cell(cohort, month)
                    select new CohortCell(
                        month - cohort,
                        now.Active,
                        now.Mrr / 100m,
                        (decimal)now.Active / size,
                        begun == 0 ? null : (decimal)now.Mrr / begun,
                        Finished: month < currentMonth
                    ),
                ]
            ),
        ]);
}

/// <param name="Month">As yyyy-MM.</param>
/// <param name="Accounts">Accounts that first paid in this month.</param>
/// <param name="Cells">From the cohort's own month (age 0) on.</param>
public sealed record Cohort(string Month, int Accounts, IReadOnlyList<CohortCell> Cells);

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
