namespace Platform.Contracts.SuccessPlans;

/// <param name="Side"><c>ours</c> or <c>customer</c>: who owes it.</param>
[EventName("success-plans.milestone-overdue.v1")]
public sealed record MilestoneOverdue(
    Guid AccountId,
    Guid MilestoneId,
    string Name,
    DateOnly DueOn,
    string Side,
    string? Owner
) : DomainEvent(AccountId);
