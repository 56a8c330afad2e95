namespace Platform.SuccessPlans.Reviews;

/// <param name="Delivered">0–1.</param>
public sealed record PackObjective(
    string Text,
    string? Metric,
    string? Unit,
    decimal? Baseline,
    decimal? Target,
    decimal? Current,
    decimal? Delivered,
    DateOnly? DueOn
);
