namespace Platform.Contracts.SuccessPlans;

/// <param name="ByTelemetry">Completed by usage itself, not by a person.</param>
[EventName("success-plans.milestone-completed.v1")]
public sealed record MilestoneCompleted(
    Guid AccountId,
    Guid MilestoneId,
    string Name,
    DateOnly? DueOn,
    DateOnly CompletedOn,
    bool ByTelemetry
) : DomainEvent(AccountId);
