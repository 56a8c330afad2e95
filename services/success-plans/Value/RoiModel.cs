using Platform.SuccessPlans.Telemetry;

namespace Platform.SuccessPlans.Value;

/// <summary>Where a metric stands by what was used. Pure.</summary>
public static class RoiModel
{
    /// <param name="from">Where counting begins: the baseline, or 0.</param>
    public static decimal Current(
        decimal from,
        IEnumerable<RoiActivity> activities,
        AccountUse sinceStart,
        AccountUse last28Days
    ) =>
        Math.Round(
            from
                + activities.Sum(a =>
                    a.PerUnit * Used(a, (a.Span == "since_start" ? sinceStart : last28Days).Of(a.Feature))
                ),
            4,
            MidpointRounding.AwayFromZero
        );

    private static decimal Used(RoiActivity activity, UseOf? use) =>
        use is null
            ? 0
            : activity.Measure switch
            {
                "events" => use.Events,
                "quantity" => use.Quantity,
                _ => use.Users,
            };
}
