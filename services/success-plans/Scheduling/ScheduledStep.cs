namespace Platform.SuccessPlans.Scheduling;

/// <param name="SlackDays">Business days that the step may take longer without moving the expected end; 0 on the
/// critical path.</param>
public sealed record ScheduledStep(Guid StepId, DateOnly ExpectedOn, int SlackDays, bool Critical, bool Late);
