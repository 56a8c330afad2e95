namespace Platform.Renewals.Risks;

internal static class RiskRules
{
    public static readonly IReadOnlyList<string> Categories =
    [
        "value_gap",
        "champion_turnover",
        "product_issue",
        "budget_pressure",
        "compliance_security",
    ];

    private static readonly Dictionary<string, string[]> Next = new(StringComparer.Ordinal)
    {
        ["open"] = ["plan_in_place", "recovered", "lost"],
        ["plan_in_place"] = ["saving", "recovered", "lost"],
        ["saving"] = ["recovered", "lost"],
        ["recovered"] = [],
        ["lost"] = [],
    };

    public static IReadOnlyList<string> NextStates(string state) => Next[state];
}
