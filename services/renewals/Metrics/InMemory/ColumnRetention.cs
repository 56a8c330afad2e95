using Platform.Renewals.Revenue;

namespace Platform.Renewals.Metrics.InMemory;

/// <summary>
/// Retention between two month ends, by group, in one pass over resident columns. The default definition only: it needs
/// nothing between the ends.
/// </summary>
public static class ColumnRetention
{
    /// <param name="columns">The book.</param>
    /// <param name="from">Month at whose end the period starts.</param>
    /// <param name="to">Month at whose end it ends.</param>
    /// <param name="groupOf">Group number of each unit, below <paramref name="groups"/>.</param>
    /// <param name="groups">Number of groups.</param>
    /// <returns>The figures of each group, and last those of all together.</returns>
    public static RetentionFigures[] ByGroup(
        MonthColumns columns,
        int from,
        int to,
        ReadOnlySpan<int> groupOf,
        int groups
    ) => WithTotal(Sums(columns, from, to, groupOf, groups), groups);

    /// <summary>The same without groups.</summary>
    public static RetentionFigures Total(MonthColumns columns, int from, int to) =>
        Sums(columns, from, to, [], 1)[0].ToFigures();

    /// <param name="groupOf">Empty where all units are one group.</param>
    internal static MonthEndSums[] Sums(MonthColumns columns, int from, int to, ReadOnlySpan<int> groupOf, int groups)
    {
        var start = columns.Column(from);
        var end = columns.Column(to);
        var begun = columns.Begun;
        var sums = new MonthEndSums[groups];
        for (var i = 0; i < start.Length; i++)
        {
            var (s, e) = (start[i], end[i]);
            if ((s | e) != 0)
                sums[groupOf.IsEmpty ? 0 : groupOf[i]].Count(s, e, begun[i] <= from, sign: 1);
        }

        return sums;
    }

    internal static RetentionFigures[] WithTotal(ReadOnlySpan<MonthEndSums> sums, int groups)
    {
        var figures = new RetentionFigures[groups + 1];
        var total = new MonthEndSums();
        for (var group = 0; group < groups; group++)
        {
            var sum = group < sums.Length ? sums[group] : default;
            total.Add(sum);
            figures[group] = sum.ToFigures();
        }

        figures[groups] = total.ToFigures();
        return figures;
    }
}
