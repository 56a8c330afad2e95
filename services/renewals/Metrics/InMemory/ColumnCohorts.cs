using Platform.Renewals.Revenue;

namespace Platform.Renewals.Metrics.InMemory;

/// <summary>The cohort triangle in one pass over resident columns.</summary>
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
        var cells = new (int Active, long Mrr)[width, width];
        var cohortOf = CohortOf(columns, from, to, accounts);

        for (var month = from; month <= to; month++)
        {
            var column = columns.Column(month);
            var at = month - from;
            for (var i = 0; i < column.Length; i++)
            {
                var cohort = cohortOf[i];
                if (cohort > at || column[i] == 0)
                    continue;
                ref var cell = ref cells[cohort, at];
                cell = (cell.Active + 1, cell.Mrr + column[i]);
            }
        }

        return CohortTable.Of(
            from,
            to,
            currentMonth,
            cohort => accounts[cohort - from],
            (cohort, month) => cells[cohort - from, month - from]
        );
    }

    private static int[] CohortOf(MonthColumns columns, int from, int to, int[] accounts)
    {
        var begun = columns.Begun;
        var cohortOf = new int[begun.Length];
        for (var i = 0; i < begun.Length; i++)
        {
            var inside = begun[i] >= from && begun[i] <= to;
            cohortOf[i] = inside ? begun[i] - from : int.MaxValue;
            if (inside)
                accounts[begun[i] - from]++;
        }

        return cohortOf;
    }
}
