namespace Platform.SuccessPlans.Onboardings;

/// <param name="Kind"><c>weekly_status</c>, <c>executive_check_in</c> or <c>sponsor_touchpoint</c>.</param>
public sealed record PlannedCheckIn(string Kind, DateOnly DueOn);
