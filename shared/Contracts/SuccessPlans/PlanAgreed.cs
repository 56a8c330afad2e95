namespace Platform.Contracts.SuccessPlans;

/// <summary>Both sides agreed the plan: every objective is SMART.</summary>
[EventName("success-plans.plan-agreed.v1")]
public sealed record PlanAgreed(Guid AccountId, Guid PlanId, int Version, DateOnly AgreedOn, int Objectives)
    : DomainEvent(AccountId);
