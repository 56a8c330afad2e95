namespace Platform.Accounts.Coverage;

/// <summary>Defaults of the domain; configuration of the service.</summary>
/// <param name="LiveDays">A contact is live for this many days after a two-way contact.</param>
/// <param name="Functions">The functions that a vendor wants to know at every customer; named when missing.</param>
/// <param name="SingleThreadShare">Share of interactions above which one person carries the relationship.</param>
public sealed record CoverageSettings(
    int LiveDays,
    int TargetHigh,
    int TargetWide,
    IReadOnlyList<string> Functions,
    double SingleThreadShare
)
{
    public static readonly CoverageSettings Default = new(
        90,
        3,
        3,
        ["it", "finance", "operations", "product", "marketing", "sales", "hr", "legal"],
        0.8
    );
}
