namespace Platform.SuccessPlans.Objectives;

/// <summary>What the customer wants to reach, in their words, and where it stands.</summary>
public sealed class Objective
{
    public Guid Id { get; init; }
    public Guid PlanId { get; init; }
    public int Position { get; init; }
    public string? Text { get; init; }
    public string? Metric { get; init; }
    public decimal? Baseline { get; init; }
    public decimal? Target { get; init; }
    public string? Unit { get; init; }

    /// <summary>Who of ours reviewed that it is achievable, a user id.</summary>
    public string? ReviewedBy { get; init; }

    /// <summary>Who at the customer it is relevant to.</summary>
    public Guid? OwnerContactId { get; init; }

    public string? OwnerName { get; init; }
    public DateOnly? DueOn { get; init; }

    /// <summary>What one unit of the metric is worth; null where nothing was agreed.</summary>
    public decimal? UnitValue { get; init; }

    public string? Currency { get; init; }
    public string TelemetryFrom { get; init; } = "zero";

    /// <summary>The latest reading.</summary>
    public decimal? Current { get; init; }

    public DateOnly? CurrentOn { get; init; }
    public string? CurrentSource { get; init; }

    internal const string Select = """
        select o.id, o.plan_id, o.position, o.text, o.metric, o.baseline, o.target, o.unit, o.reviewed_by,
            o.owner_contact_id, c.name as owner_name, o.due_on,
               o.unit_value, o.currency, o.telemetry_from, r.value as current, r.day as current_on,
                   r.source as current_source
        from objective o
        left join contact_copy c on c.contact_id = o.owner_contact_id
        left join lateral (select value, day, source from reading where objective_id = o.id
            order by day desc, at desc, id desc limit 1) r on true
        """;

    internal const string OfPlan = $"{Select} where o.plan_id = @planId and not o.removed order by o.position, o.id";
}
