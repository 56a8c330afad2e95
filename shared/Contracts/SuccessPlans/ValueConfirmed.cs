namespace Platform.Contracts.SuccessPlans;

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
