using System.Runtime.InteropServices;
using Platform.Renewals.Revenue;

namespace Platform.Renewals.Metrics.InMemory;

/// <summary>Retention of every month against the month <paramref name="window"/> before it, by group.</summary>
/// <param name="columns">The book.</param>
/// <param name="window">Months between the two ends.</param>
/// <param name="codes">The group of each unit; null where all are one.</param>
internal sealed class IncrementalRetention(MonthColumns columns, int window, GroupCodes? codes) : IIncrementalSums
{
    private readonly int _first = columns.FirstMonth;
    private readonly List<MonthEndSums[]> _months = [];

    public void Open(int month) =>
        _months.Add(
            ColumnRetention.Sums(
                columns,
                month - window,
                month,
                codes is null ? [] : codes.OfUnits(columns.Count),
                codes?.Names.Count ?? 1
            )
        );

    public void Count(int unit, int from, int sign)
    {
        var group = codes?.Of(unit) ?? 0;
        var begun = columns.Begun[unit];
        for (var month = Math.Max(from, _first); month < _first + _months.Count; month++)
        {
            var (start, end) = (columns.At(unit, month - window), columns.At(unit, month));
            if ((start | end) != 0)
                SumOf(month - _first, group).Count(start, end, begun <= month - window, sign);
        }
    }

    public RetentionFigures Total(int month) => _months[month - _first][0].ToFigures();

    /// <summary>The figures of each group, and last those of all together.</summary>
    public RetentionFigures[] ByGroup(int month) =>
        ColumnRetention.WithTotal(_months[month - _first], codes!.Names.Count);

    private ref MonthEndSums SumOf(int index, int group)
    {
        ref var sums = ref CollectionsMarshal.AsSpan(_months)[index];
        if (group >= sums.Length)
            Array.Resize(ref sums, group + 8);
        return ref sums[group];
    }
}
