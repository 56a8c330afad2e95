using Platform.ServiceKit.Http;

namespace Platform.Renewals.Metrics;

/// <summary>What figures can be shown by.</summary>
public static class Grouping
{
    public const string None = "none";
    public const string Product = "product";
    public const string Cohort = "cohort";

    /// <summary>Where an account has no value for the grouping, so that the groups still add up to the total.</summary>
    public const string Unassigned = "unassigned";

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        [""] = None,
        [None] = None,
        ["segment"] = "size",
        ["size"] = "size",
        ["motion"] = "motion",
        ["priority"] = "priority",
        ["owner"] = "csm",
        ["csm"] = "csm",
        [Product] = Product,
        [Cohort] = Cohort,
    };

    /// <exception cref="ProblemException">400: no such grouping.</exception>
    public static string Parse(string? by) =>
        Known.GetValueOrDefault(by ?? "")
        ?? throw Problem
            .Invalid("by", $"'{by}' is none of {string.Join(", ", Known.Keys.Where(k => k.Length > 0))}")
            .ToException();
}
