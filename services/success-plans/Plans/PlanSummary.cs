namespace Platform.SuccessPlans.Plans;

public sealed class PlanSummary
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public string? AccountName { get; init; }

    /// <summary>draft, agreed or closed.</summary>
    public string Status { get; init; } = "";

    /// <summary>Value delivered over all objectives, 0 to 1.</summary>
    public decimal? Progress { get; init; }

    /// <summary>Milestones that are not done.</summary>
    public int OpenMilestones { get; init; }

    /// <summary>Those of them that are overdue.</summary>
    public int OverdueMilestones { get; init; }
    public DateOnly StartsOn { get; init; }
    public DateOnly? AgreedOn { get; init; }
    public int Version { get; init; }

    internal const string Select = """
        select p.id, p.account_id, a.name as account_name, p.status, p.progress, p.open_milestones,
            p.overdue_milestones, p.starts_on, p.agreed_on, p.version
        from plan p left join account_copy a on a.account_id = p.account_id
        """;
}
