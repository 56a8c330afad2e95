namespace Platform.Renewals.Revenue;

/// <summary>What figures can be shown by.</summary>
public static class Grouping
{
    public const string None = "none";
    public const string Product = "product";
    public const string Cohort = "cohort";

    /// <summary>What an account was worth a year on the first day; of who came later, on the last.</summary>
    public const string ArrBand = "arr_band";

    /// <summary>Where an account has no value for the grouping, so that the groups still add up to the total.</summary>
    public const string Unassigned = "unassigned";

    private static readonly Dictionary<string, string> ByName = new(StringComparer.Ordinal)
    {
        [None] = None,
        ["size"] = "size",
        ["motion"] = "motion",
        ["priority"] = "priority",
        ["owner"] = "csm",
        ["csm"] = "csm",
        [Product] = Product,
        [Cohort] = Cohort,
        [ArrBand] = ArrBand,
    };

    /// <summary>The names that callers use; <c>owner</c> and <c>csm</c> mean the same.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>Null where there is no such grouping.</summary>
    public static string? Find(string name) => ByName.GetValueOrDefault(name);
}
