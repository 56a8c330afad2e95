namespace Platform.Renewals.Risks;

public sealed class RiskResponse
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
