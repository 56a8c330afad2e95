namespace Platform.SuccessPlans.Steps;

/// <param name="Before">The day before the change.</param>
/// <param name="After">The day after the change.</param>
public sealed record Shift(DateOnly Before, DateOnly After);
