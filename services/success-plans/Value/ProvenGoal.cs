using Platform.Contracts;

namespace Platform.SuccessPlans.Value;

/// <param name="MeasuredOn">The day of the last reading.</param>
/// <param name="Delivered">Part of the way from baseline to target, 0 to 1.</param>
/// <param name="Value">Units gained since the baseline times their value.</param>
public sealed record ProvenGoal(
    string Text,
    string? Metric,
    string? Unit,
    decimal Baseline,
    decimal? Current,
    decimal Target,
    DateOnly? MeasuredOn,
    decimal? Delivered,
    Money? Value
);
