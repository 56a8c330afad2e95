namespace Platform.Renewals.Renewals;

/// <param name="Findings"> <c>end_in_the_past</c>, <c>stage_overdue</c>, <c>milestone_overdue</c>,
/// <c>next_step_missing</c>, <c>next_step_overdue</c>, <c>not_called</c> (within 180 days of the end).
/// </param>
/// <param name="Renewal">The renewal that lacks something.</param>
public sealed record HygieneResponse(RenewalResponse Renewal, IReadOnlyList<string> Findings);
