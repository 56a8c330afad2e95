namespace Platform.SuccessPlans.Plans;

public sealed class PlanRow
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public Guid? TemplateId { get; init; }
    public string? TemplateSegment { get; init; }

    /// <summary><c>draft</c>, <c>agreed</c> or <c>closed</c>.</summary>
    public string Status { get; init; } = "";

    public string? Summary { get; init; }
    public string? Success3Months { get; init; }
    public string? Success6Months { get; init; }
    public string? Success12Months { get; init; }
    public DateOnly StartsOn { get; init; }
    public DateOnly? AgreedOn { get; init; }
    public Guid? AgreedByContact { get; init; }
    public DateOnly? ClosedOn { get; init; }
    public string? CloseReason { get; init; }
    public decimal? Progress { get; init; }
    public int OverdueMilestones { get; init; }
    public int OpenMilestones { get; init; }
    public int Version { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    internal const string Select = """
        select id, account_id, template_id, template_segment, status, summary, success_3_months, success_6_months,
            success_12_months, starts_on, agreed_on, agreed_by_contact, closed_on,
               close_reason, progress, overdue_milestones, open_milestones, version, created_at
        from plan
        """;
}
