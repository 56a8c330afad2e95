namespace Platform.Contracts.SuccessPlans;

/// <summary>Both sides agreed the plan: every objective is SMART.</summary>
[EventName("success-plans.plan-agreed.v1")]
public sealed record PlanAgreed(Guid AccountId, Guid PlanId, int Version, DateOnly AgreedOn, int Objectives)
    : DomainEvent(AccountId);

/// <summary>Where the account's plan stands, whenever that changes, by a person, by telemetry or by time
/// alone.</summary>
/// <param name="Progress">Value delivered over all objectives, 0–1; null before anything is measured.</param>
/// <param name="OverdueMilestones">Milestones past their due date and not done, onboarding's included.</param>
[EventName("success-plans.plan-progressed.v1")]
public sealed record PlanProgressed(
    Guid AccountId,
    Guid PlanId,
    decimal? Progress,
    int OverdueMilestones,
    int OpenMilestones
) : DomainEvent(AccountId);

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

/// <summary>An agreed tactic is adopted more slowly than agreed; the customer's executive sponsor should
/// know.</summary>
/// <param name="SponsorContactId">The customer's executive sponsor; null when none is known.</param>
[EventName("success-plans.tactic-stalled.v1")]
public sealed record TacticStalled(
    Guid AccountId,
    Guid TacticId,
    string Name,
    decimal Adoption,
    decimal Expected,
    Guid? SponsorContactId
) : DomainEvent(AccountId);

/// <summary>The customer confirmed a claim of the value ledger.</summary>
/// <param name="Value">What it is worth; null where no unit value is agreed.</param>
/// <param name="ConfirmedBy">Who confirmed it on the customer's side.</param>
[EventName("success-plans.value-confirmed.v1")]
public sealed record ValueConfirmed(
    Guid AccountId,
    Guid PlanId,
    Guid ClaimId,
    string Claim,
    Money? Value,
    string ConfirmedBy
) : DomainEvent(AccountId);
