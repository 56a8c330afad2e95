namespace Platform.Contracts.SuccessPlans;

/// <param name="Type"><c>value_review</c>, <c>qbr</c> or <c>ebr</c>.</param>
/// <param name="Counts">A senior sponsor of the customer attended; without one the review has to be held again.</param>
/// <param name="GutCheck">How the customer's people felt, 1 to 5; null where nobody asked.</param>
[EventName("success-plans.review-held.v1")]
public sealed record ReviewHeld(
    Guid AccountId,
    Guid ReviewId,
    string Type,
    DateOnly HeldOn,
    bool Counts,
    int? GutCheck = null
) : DomainEvent(AccountId);
