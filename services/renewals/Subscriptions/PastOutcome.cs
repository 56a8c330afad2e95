namespace Platform.Renewals.Subscriptions;

/// <summary>How an account's revenue went on from one day to the next.</summary>
/// <param name="Kind"><c>renewed_flat</c>, <c>grown</c>, <c>contracted</c> or <c>churned</c>.</param>
public sealed record PastOutcome(DateOnly On, string Kind, decimal MrrBefore, decimal MrrAfter);
