using Platform.Contracts;

namespace Platform.SuccessPlans.Sharing;

/// <param name="Delivered">Part of the way from baseline to target, 0 to 1.</param>
/// <param name="Value">Units gained since the baseline times their value.</param>
public sealed record SharedGoal(
    string? Text,
    string? Metric,
    string? Unit,
    decimal? Baseline,
    decimal? Current,
    decimal? Target,
    DateOnly? CurrentOn,
    DateOnly? DueOn,
    string? Owner,
    decimal? Delivered,
    Money? Value
);
