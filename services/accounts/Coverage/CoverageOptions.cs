using System.ComponentModel.DataAnnotations;

namespace Platform.Accounts.Coverage;

/// <summary>When a contact is live and how many are wanted, section <c>Coverage</c>.</summary>
public sealed class CoverageOptions
{
    private static readonly string[] UsualFunctions =
    [
        "it",
        "finance",
        "operations",
        "product",
        "marketing",
        "sales",
        "hr",
        "legal",
    ];

    /// <summary>A contact is live for this many days after a two-way contact.</summary>
    [Range(1, 3650)]
    public int LiveDays { get; set; } = 90;

    /// <summary>How many seniority levels should have a live contact.</summary>
    [Range(0, 4)]
    public int TargetHigh { get; set; } = 3;

    /// <summary>How many functions should have a live contact.</summary>
    [Range(0, 100)]
    public int TargetWide { get; set; } = 3;

    /// <summary>Functions that a vendor wants to know at every customer; empty: the usual eight.</summary>
    public string[] Functions { get; set; } = [];

    /// <summary>Share of interactions above which one person carries the relationship.</summary>
    [Range(0.0, 1.0)]
    public double SingleThreadShare { get; set; } = 0.8;

    /// <summary>The functions that are named when they are missing.</summary>
    public IReadOnlyList<string> WantedFunctions => Functions.Length > 0 ? Functions : UsualFunctions;
}
