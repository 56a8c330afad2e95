namespace Platform.Renewals.Subscriptions;

public sealed record CancelSubscriptionRequest(DateOnly EndsOn);
