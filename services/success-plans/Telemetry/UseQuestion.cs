namespace Platform.SuccessPlans.Telemetry;

/// <summary>Days of one account, both included.</summary>
public sealed record UseQuestion(Guid AccountId, DateOnly From, DateOnly To);
