namespace Platform.HealthScoring.Ingestion;

/// <param name="EventId">A uuid (version 7 is best), or the source's own id as text, unique over the
/// installation.</param>
/// <param name="AccountId">The account's id; or give <paramref name="Account"/>.</param>
/// <param name="Account">source:externalId.</param>
/// <param name="User">The product's own user id.</param>
/// <param name="Feature">Name in the feature catalogue; an unknown one is registered as neither core nor premium, for
/// operations to describe.</param>
/// <param name="Quantity">Whole number from 1; 1 if absent.</param>
/// <param name="Outcome"> ok, or denied where the product refused it because the account's edition does not hold the
/// feature: an attempt, which is no use and counts for the trigger premium_use.
/// </param>
/// <param name="Team"> The user's team or group, by whatever name the product has for it: a new one is a trigger.
/// </param>
public sealed record UsageEventRequest(
    string EventId,
    Guid? AccountId,
    string? Account,
    string User,
    string Feature,
    long? Quantity,
    DateTimeOffset OccurredAt,
    string? Outcome,
    string? Team
);
