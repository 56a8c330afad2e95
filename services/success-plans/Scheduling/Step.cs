namespace Platform.SuccessPlans.Scheduling;

/// <summary>A milestone or a task: who on which side does it until when, and what it waits for.</summary>
public sealed class Step
{
    public Guid Id { get; init; }
    public Guid PlanId { get; init; }

    /// <summary><c>milestone</c> or <c>task</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The milestone that a task belongs to: it is reached when its tasks are done.</summary>
    public Guid? MilestoneId { get; init; }

    public int Position { get; init; }
    public string Name { get; init; } = "";

    /// <summary><c>ours</c> or <c>customer</c>.</summary>
    public string Side { get; init; } = "";

    /// <summary>A user id, on our side.</summary>
    public string? Owner { get; init; }

    public Guid? OwnerContactId { get; init; }
    public string? OwnerName { get; init; }

    /// <summary>Business days that it takes once nothing is waited for.</summary>
    public int Days { get; init; }

    public DateOnly DueOn { get; init; }
    public DateOnly? DoneOn { get; init; }
    public string? DoneBy { get; init; }
    public string? Evidence { get; init; }
    public Guid[] DependsOn { get; init; } = [];

    internal const string Select = """
        select s.id, s.plan_id, s.kind, s.milestone_id, s.position, s.name, s.side, s.owner, s.owner_contact_id,
            c.name as owner_name, s.days, s.due_on, s.done_on, s.done_by, s.evidence,
               array(select d.depends_on from step_dependency d join step n on n.id = d.depends_on and not n.removed
                   where d.step_id = s.id order by d.depends_on) as depends_on
        from step s
        left join contact_copy c on c.contact_id = s.owner_contact_id
        """;

    internal const string OfPlan =
        $"{Select} where s.plan_id = @planId and not s.removed order by s.due_on, s.position, s.id";
}
