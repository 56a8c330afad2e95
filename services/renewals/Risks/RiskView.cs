namespace Platform.Renewals.Risks;

public sealed class RiskView
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public string? AccountName { get; init; }

    /// <summary>value_gap, champion_turnover, product_issue, budget_pressure or compliance_security.</summary>
    public string Category { get; init; } = "";

    /// <summary>What is the matter.</summary>
    public string Cause { get; init; } = "";
    public string? Owner { get; init; }

    /// <summary>open, plan_in_place, saving, recovered or lost.</summary>
    public string State { get; init; } = "";

    /// <summary>Since when it is in the state (RFC 3339, UTC).</summary>
    public DateTimeOffset StateEnteredAt { get; init; }

    /// <summary>What is done about it.</summary>
    public string? Plan { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public int Version { get; init; }

    internal const string Select = """
        select r.id, r.account_id, c.name as account_name, r.category, r.cause, r.owner, r.state, r.state_entered_at,
            r.plan, r.opened_at, r.closed_at, r.version
        from risk r left join account_copy c on c.account_id = r.account_id
        """;
}

/// <param name="DaysIn">Whole days in each state so far.</param>
/// <param name="Risk">The risk itself.</param>
/// <param name="Plays">What was started against it.</param>
public sealed record RiskDetail(
    RiskView Risk,
    IReadOnlyDictionary<string, int> DaysIn,
    IReadOnlyList<RiskPlayView> Plays
);

public sealed class RiskPlayView
{
    /// <summary>Code of the play.</summary>
    public string Play { get; init; } = "";
    public string Title { get; init; } = "";

    /// <summary>What to do, step by step.</summary>
    public string Steps { get; init; } = "";

    /// <summary>When it was started (RFC 3339, UTC).</summary>
    public DateTimeOffset StartedAt { get; init; }
    public DateOnly DueOn { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
    public string? DoneBy { get; init; }

    /// <summary>What came of it; left out before.</summary>
    public string? Result { get; init; }
}

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

    public static IReadOnlyList<string> After(string state) => Next[state];
}
