namespace Platform.Contracts.SuccessPlans;

/// <summary>A review that was due did not take place.</summary>
[EventName("success-plans.review-missed.v1")]
public sealed record ReviewMissed(Guid AccountId, Guid ReviewId, string Type, DateOnly DueOn) : DomainEvent(AccountId);
