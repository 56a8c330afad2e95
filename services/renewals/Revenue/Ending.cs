namespace Platform.Renewals.Revenue;

/// <summary>An account's last paid stretch, where nothing is paid any more.</summary>
/// <param name="Since">First day of the stretch.</param>
/// <param name="On">First day on which nothing active remained.</param>
/// <param name="Mrr">What was lost with it, reporting currency.</param>
public sealed record Ending(DateOnly Since, DateOnly On, decimal Mrr)
{
    /// <summary>The same in a year.</summary>
    public decimal Arr { get; init; }

    /// <returns>Null where something is paid on <paramref name="today"/>, or nothing ever was.</returns>
    public static Ending? Of(IReadOnlyList<MrrStep> timeline, DateOnly today)
    {
        Ending? ending = null;
        var (before, since) = (0m, default(DateOnly));
        foreach (var step in timeline.TakeWhile(s => s.On <= today))
        {
            if (before == 0)
                since = step.On;
            ending = step.Amount == 0 ? new Ending(since, step.On, before) : null;
            before = step.Amount;
        }

        return ending;
    }
}
