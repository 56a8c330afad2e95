namespace Platform.Engagement.ContactBudget;

/// <summary>
/// Finds the first instant at which one more touch fits. Pure: what counts and what is quiet comes in. A run of
/// <c>Limit</c> touches within a window forbids the open span in which one more would share that window with all of
/// them; the answer is the first instant outside every such span and every quiet time.
/// </summary>
public static class BudgetCalculator
{
    // Windows and quiet hours push the instant forward in turns; each turn ends a span or a night for good.
    private const int MostTurns = 10_000;

    /// <summary>Whether a touch at that instant keeps every window.</summary>
    public static bool Fits(DateTimeOffset at, IReadOnlyList<BudgetUse> uses)
    {
        foreach (var use in uses)
            if (EndOfFullSpan(at, use) is not null)
                return false;
        return true;
    }

    /// <summary>The first instant from <paramref name="from"/> on that keeps every window and is not quiet.</summary>
    /// <param name="from">The earliest instant that is wanted.</param>
    /// <param name="uses">The windows of the person and of the account.</param>
    /// <param name="opening">The first instant at or after another that is not quiet.</param>
    /// <returns>Null where there is none within reason, for example with windows that never empty.</returns>
    public static DateTimeOffset? FirstFree(
        DateTimeOffset from,
        IReadOnlyList<BudgetUse> uses,
        Func<DateTimeOffset, DateTimeOffset?> opening
    )
    {
        var at = from;
        for (var turn = 0; turn < MostTurns; turn++)
        {
            if (opening(at) is not { } open)
                return null;
            at = open;
            var later = at;
            foreach (var use in uses)
                if (EndOfFullSpan(later, use) is { } end)
                    later = end;
            if (later == at)
                return at;
            at = later;
        }
        return null;
    }

    /// <summary>Where the instant lies in a span that is full: the end of that span.</summary>
    private static DateTimeOffset? EndOfFullSpan(DateTimeOffset at, BudgetUse use)
    {
        var ((limit, length), moments) = (use.Window, use.Moments);
        DateTimeOffset? end = null;
        for (var first = 0; first + limit <= moments.Count; first++)
        {
            var (from, to) = (moments[first], moments[first + limit - 1]);
            // All of these and one more would share a window.
            if (to - from < length && at > to - length && at < from + length && !(end > from + length))
                end = from + length;
        }
        return end;
    }
}
