namespace Platform.SuccessPlans.Objectives;

/// <summary>How much of what was promised has come. Pure arithmetic.</summary>
public static class DeliveredValue
{
    private const int Decimals = 4;

    /// <summary>
    /// clamp((current − baseline)/(target − baseline), 0, 1), so that it also works for targets below the baseline;
    /// null before anything was measured, or where the target is the baseline.
    /// </summary>
    public static decimal? Share(decimal? baseline, decimal? target, decimal? current) =>
        Exact(baseline, target, current) is { } share
            ? Math.Round(share, Decimals, MidpointRounding.AwayFromZero)
            : null;

    public static decimal? Share(Objective objective) => Share(objective.Baseline, objective.Target, objective.Current);

    /// <summary>
    /// The worth of what was delivered: the share of the way from baseline to target × the whole way × the agreed value
    /// of one unit. It is bounded by what was agreed: more than the target is not claimed. Null where no unit value is
    /// agreed or nothing was measured.
    /// </summary>
    public static decimal? Money(Objective objective) =>
        objective is { UnitValue: { } worth, Baseline: { } from, Target: { } to, Current: { } now } && to != from
            ? Math.Round(
                Math.Clamp((now - from) / (to - from), 0, 1) * Math.Abs(to - from) * worth,
                2,
                MidpointRounding.AwayFromZero
            )
            : null;

    /// <summary>Mean over all objectives, one that was not measured yet counting nothing; null while none was
    /// measured.</summary>
    public static decimal? OfPlan(IReadOnlyCollection<Objective> objectives)
    {
        // Rounded once, at the end: of shares that were rounded before, 0.58333 becomes 0.5834.
        var shares = objectives.Select(o => Exact(o.Baseline, o.Target, o.Current)).ToList();
        return shares.All(s => s is null)
            ? null
            : Math.Round(shares.Sum(s => s ?? 0) / shares.Count, Decimals, MidpointRounding.AwayFromZero);
    }

    private static decimal? Exact(decimal? baseline, decimal? target, decimal? current) =>
        baseline is { } from && target is { } to && current is { } now && to != from
            ? Math.Clamp((now - from) / (to - from), 0, 1)
            : null;
}
