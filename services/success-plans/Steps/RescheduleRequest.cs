namespace Platform.SuccessPlans.Steps;

public sealed record RescheduleRequest(DateOnly DueOn);
