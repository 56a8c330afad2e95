using Platform.Renewals.Revenue;

namespace Platform.Renewals.Metrics.InMemory;

/// <summary>Of each month, by the month in which they began: how many units are active, and their MRR.</summary>
internal sealed class IncrementalCohorts(MonthColumns columns) : IIncrementalSums
{
    private readonly int _first = columns.FirstMonth;
    private readonly List<int> _accounts = [];
    private readonly List<(int Active, long Mrr)[]> _months = [];

    public void Open(int month)
    {
        var begun = columns.Begun;
        var column = columns.Column(month);
        var cells = new (int Active, long Mrr)[month - _first + 1];
        var accounts = 0;
        for (var unit = 0; unit < column.Length; unit++)
        {
            if (begun[unit] == month)
                accounts++;
            if (begun[unit] > month || column[unit] == 0)
                continue;
            ref var cell = ref cells[begun[unit] - _first];
            cell = (cell.Active + 1, cell.Mrr + column[unit]);
        }

        _accounts.Add(accounts);
        _months.Add(cells);
    }

    public void Count(int unit, int from, int sign)
    {
        var begun = columns.Begun[unit];
        if (begun >= _first + _months.Count)
            return;
        _accounts[begun - _first] += sign;
        for (var month = Math.Max(from, begun); month < _first + _months.Count; month++)
        {
            var mrr = columns.At(unit, month);
            if (mrr == 0)
                continue;
            ref var cell = ref _months[month - _first][begun - _first];
            cell = (cell.Active + sign, cell.Mrr + (sign * mrr));
        }
    }

    /// <param name="from">First cohort month, not before the first column.</param>
    /// <param name="to">Last cohort month and last month followed, not after the last column.</param>
    /// <param name="currentMonth">Cells of this month and later are marked unfinished.</param>
    public CohortTable Table(int from, int to, int currentMonth) =>
        CohortTable.Of(
            from,
            to,
            currentMonth,
            cohort => _accounts[cohort - _first],
            (cohort, month) => _months[month - _first][cohort - _first]
        );
}
