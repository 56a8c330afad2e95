namespace Platform.Contracts.SuccessPlans;

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
