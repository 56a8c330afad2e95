using Platform.ServiceKit.Http;

namespace Platform.Renewals.Targets;

internal static class TargetProblems
{
    public static Problem Exists(TargetResponse target) =>
        new(
            "renewals/target-exists",
            StatusCodes.Status409Conflict,
            "The target is set.",
            $"Target {target.Id} is set for this metric, segment and period: change it."
        );

    /// <summary>Null where the metric can have the value.</summary>
    public static Problem? Impossible(TargetMetric metric, decimal value)
    {
        var most = metric switch
        {
            TargetMetric.Nrr => 10m,
            TargetMetric.MedianTimeToFirstValue => 3_650m,
            _ => 1m,
        };
        return value >= 0 && value <= most ? null : Problem.Invalid("value", $"{value} is not between 0 and {most}");
    }
}
