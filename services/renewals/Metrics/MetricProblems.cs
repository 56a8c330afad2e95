using Platform.ServiceKit.Http;

namespace Platform.Renewals.Metrics;

internal static class MetricProblems
{
    public static Problem Locked(string name, int version) =>
        new(
            "renewals/definition-locked",
            StatusCodes.Status409Conflict,
            "The definition is locked.",
            $"{name}@{version} was locked and never changes. Draft a new version of {name}."
        );

    public static Problem NotLocked(string name, int version) =>
        new(
            "renewals/definition-not-locked",
            StatusCodes.Status409Conflict,
            "The definition is a draft.",
            $"{name}@{version} can still change. Lock it before publishing figures with it."
        );
}
