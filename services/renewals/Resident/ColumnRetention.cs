using System.Runtime.InteropServices;
using Platform.Renewals.Revenue;

namespace Platform.Renewals.Resident;

/// <summary>Retention between two month ends, by group, from resident columns. The default definition only: it needs nothing between the ends.</summary>
public static class ColumnRetention
{
    /// <param name="columns">The book.</param>
    /// <param name="from">Month at whose end the period starts.</param>
    /// <param name="to">Month at whose end it ends.</param>
    /// <param name="groupOf">Group number of each unit, below <paramref name="groups"/>.</param>
    /// <param name="groups">Number of groups.</param>
    /// <returns>The figures of each group, and last those of all together.</returns>
    public static RetentionFigures[] ByGroup(MonthColumns columns, int from, int to, ReadOnlySpan<int> groupOf, int groups)
    {
        var start = columns.Column(from);
        var end = columns.Column(to);
        var begun = columns.Begun;
        var sums = new Sums[groups + 1];
        for (var i = 0; i < start.Length; i++)
        {
            var (s, e) = (start[i], end[i]);
            if ((s | e) != 0) sums[groupOf[i]].Add(s, e, begun[i] <= from);
        }

        for (var group = 0; group < groups; group++) sums[groups].Add(sums[group]);
        return Array.ConvertAll(sums, s => s.ToFigures());
    }

    /// <summary>The same without groups.</summary>
    public static RetentionFigures Total(MonthColumns columns, int from, int to)
    {
        var start = columns.Column(from);
        var end = columns.Column(to);
        var begun = columns.Begun;
        var sums = new Sums();
        for (var i = 0; i < start.Length; i++)
        {
            var (s, e) = (start[i], end[i]);
            if ((s | e) != 0) sums.Add(s, e, begun[i] <= from);
        }

        return sums.ToFigures();
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Sums
    {
        private long _start, _end, _kept, _endOfC0, _new, _reactivation, _churn;
        private int _atStart, _retained, _newAccounts, _reactivated;

        public void Add(long start, long end, bool known)
        {
            _start += start;
            _end += end;
            if (start == 0)
            {
                if (known)
                {
                    _reactivation += end;
                    _reactivated++;
                }
                else
                {
                    _new += end;
                    _newAccounts++;
                }

                return;
            }

            _atStart++;
            _endOfC0 += end;
            _kept += Math.Min(start, end);
            if (end > 0) _retained++;
            else _churn += start;
        }

        public void Add(in Sums other)
        {
            _start += other._start;
            _end += other._end;
            _kept += other._kept;
            _endOfC0 += other._endOfC0;
            _new += other._new;
            _reactivation += other._reactivation;
            _churn += other._churn;
            _atStart += other._atStart;
            _retained += other._retained;
            _newAccounts += other._newAccounts;
            _reactivated += other._reactivated;
        }

        public readonly RetentionFigures ToFigures()
        {
            var (start, kept, endOfC0) = (Money(_start), Money(_kept), Money(_endOfC0));
            var waterfall = new Waterfall(
                start, Money(_new), endOfC0 - kept, Money(_reactivation), start - kept - Money(_churn), Money(_churn), Money(_end));
            var (lost, gained) = (waterfall.Contraction + waterfall.Churn, waterfall.New + waterfall.Expansion + waterfall.Reactivation);
            return new RetentionFigures(
                _atStart, _retained, _newAccounts, _reactivated, _retained + _newAccounts + _reactivated, waterfall,
                start == 0 ? null : kept / start,
                start == 0 ? null : endOfC0 / start,
                _atStart == 0 ? null : (decimal)_retained / _atStart,
                start == 0 ? null : (endOfC0 - kept) / start,
                lost == 0 ? null : gained / lost);
        }

        private static decimal Money(long cents) => cents / 100m;
    }
}
