namespace Platform.SuccessPlans.Peers;

/// <summary>
/// Which figures about a segment may be published, so that no account can be identified, from one pack or from the
/// difference of two.
/// <list type="number">
/// <item>Each figure is a mean over at least five accounts. Quantiles are not published: the median of five is one
/// account's own value.</item>
/// <item>A group is the whole segment, the viewer included: it does not depend on who looks, so two packs of a segment
/// and quarter show the same.</item>
/// <item>What five or more accounts put in must differ between any two published figures of a metric, of whatever
/// segment, cell and time, or nothing at all: one that differs from an earlier one in one to four accounts (joined,
/// left, or another value) is not published, and the earlier one stays.</item>
/// <item>Figures are rounded; one at the edge of its scale is not told.</item>
/// </list>
/// </summary>
public static class PeerFigures
{
    /// <summary>A requirement, not a setting.</summary>
    public const int FewestAccounts = 5;

    public const string All = "all";
    public const string TopQuarter = "top_quarter";
    public const string BottomQuarter = "bottom_quarter";

    /// <summary>The cells that are large enough, each with what its accounts put in.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<Guid, decimal>> Cells(
        IReadOnlyDictionary<Guid, decimal> group
    )
    {
        var cells = new Dictionary<string, IReadOnlyDictionary<Guid, decimal>>(StringComparer.Ordinal);
        if (group.Count >= FewestAccounts)
            cells[All] = group;
        var quarter = group.Count / 4;
        if (quarter < FewestAccounts)
            return cells;
        var ranked = group.OrderBy(a => a.Value).ThenBy(a => a.Key).ToList();
        cells[BottomQuarter] = ranked.Take(quarter).ToDictionary();
        cells[TopQuarter] = ranked.TakeLast(quarter).ToDictionary();
        return cells;
    }

    /// <summary>Accounts whose part differs: there and not here, here and not there, or with another value.</summary>
    public static int Difference(IReadOnlyDictionary<Guid, decimal> a, IReadOnlyDictionary<Guid, decimal> b)
    {
        var differing = a.Count(x => !b.TryGetValue(x.Key, out var other) || other != x.Value);
        return differing + b.Keys.Count(id => !a.ContainsKey(id));
    }

    public static bool KeepsDistance(IReadOnlyDictionary<Guid, decimal> candidate, IEnumerable<PeerFigure> published) =>
        candidate.Count >= FewestAccounts
        && published.All(p => Difference(candidate, p.Contributions) is 0 or >= FewestAccounts);

    /// <summary>What the segment is shown from now on, per cell: a new figure where it may be published, otherwise the
    /// segment's last one.</summary>
    /// <param name="group">The segment as it is now. Fewer than five accounts are shown nothing.</param>
    /// <param name="published">Every figure of the metric ever published, of all segments, oldest first.</param>
    public static IReadOnlyDictionary<string, PeerFigure> Decide(
        string segment,
        PeerMetric metric,
        IReadOnlyDictionary<Guid, decimal> group,
        IReadOnlyList<PeerFigure> published,
        DateOnly today
    )
    {
        var visible = new Dictionary<string, PeerFigure>(StringComparer.Ordinal);
        var known = published.ToList();
        foreach (var (cell, contributions) in Cells(group))
        {
            var last = known.LastOrDefault(p => p.Segment == segment && p.Cell == cell);
            if (last is not null && Difference(contributions, last.Contributions) == 0)
                visible[cell] = last;
            else if (KeepsDistance(contributions, known) && metric.Round(contributions.Values.Average()) is { } rounded)
            {
                var figure = new PeerFigure(
                    Guid.CreateVersion7(),
                    segment,
                    metric.Name,
                    cell,
                    rounded,
                    today,
                    contributions
                );
                known.Add(figure);
                visible[cell] = figure;
            }
            else if (last is not null)
                visible[cell] = last;
        }
        return visible;
    }
}
