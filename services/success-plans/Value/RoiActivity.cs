namespace Platform.SuccessPlans.Value;

/// <summary>What customers do (a feature's use) and what each of it brings, in units of the objective's
/// metric.</summary>
public sealed class RoiActivity
{
    public Guid ObjectiveId { get; init; }
    public string Feature { get; init; } = "";

    /// <summary><c>events</c>, <c>quantity</c> or <c>active_users</c>.</summary>
    public string Measure { get; init; } = "";

    /// <summary><c>since_start</c> of the plan, or <c>last_28_days</c>.</summary>
    public string Span { get; init; } = "";

    /// <summary>Units of the metric per event, piece or user; below 0 where use brings the metric down.</summary>
    public decimal PerUnit { get; init; }

    internal const string Select = "select objective_id, feature, measure, span, per_unit from objective_activity";
}
