using Platform.Renewals.Revenue;

namespace Platform.Renewals.Resident;

/// <summary>The cohort triangle from resident columns.</summary>
public static class ColumnCohorts
{
    /// <param name="columns">The book, of accounts.</param>
    /// <param name="from">First cohort month.</param>
    /// <param name="to">Last cohort month and last month followed.</param>
    /// <param name="currentMonth">Cells of this month and later are marked unfinished.</param>
    public static CohortTable Table(MonthColumns columns, int from, int to, int currentMonth)
    {
        var width = to - from + 1;
        var accounts = new int[width];
        var active = new int[width, width];
        var mrr = new long[width, width];
        var cohortOf = CohortOf(columns, from, to, accounts);

        for (var month = from; month <= to; month++)
        {
            var column = columns.Column(month);
            var at = month - from;
            for (var i = 0; i < column.Length; i++)
            {
                var cohort = cohortOf[i];
                if (cohort > at || column[i] == 0) continue;
                active[cohort, at - cohort]++;
                mrr[cohort, at - cohort] += column[i];
            }
        }

        return new CohortTable([.. Enumerable.Range(0, width).Where(c => accounts[c] > 0).Select(RowOf)]);

        Cohort RowOf(int cohort) => new(
            MonthIndex.Name(from + cohort), accounts[cohort],
            [.. Enumerable.Range(0, width - cohort).Select(age => CellOf(cohort, age))]);

        CohortCell CellOf(int cohort, int age) => new(
            age, active[cohort, age], mrr[cohort, age] / 100m,
            (decimal)active[cohort, age] / accounts[cohort],
            mrr[cohort, 0] == 0 ? null : (decimal)mrr[cohort, age] / mrr[cohort, 0],
            Finished: from + cohort + age < currentMonth);
    }

    private static int[] CohortOf(MonthColumns columns, int from, int to, int[] accounts)
    {
        var begun = columns.Begun;
        var cohortOf = new int[begun.Length];
        for (var i = 0; i < begun.Length; i++)
        {
            var inside = begun[i] >= from && begun[i] <= to;
            cohortOf[i] = inside ? begun[i] - from : int.MaxValue;
            if (inside) accounts[begun[i] - from]++;
        }

        return cohortOf;
    }
}
