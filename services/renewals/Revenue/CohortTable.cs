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
