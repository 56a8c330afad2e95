namespace Platform.Contracts.Accounts;

/// <param name="Type"><c>call</c>, <c>email</c>, <c>meeting</c> or <c>note</c>.</param>
/// <param name="HappenedAt">When the activity took place, which may be long before it was recorded.</param>
/// <param name="TwoWay">The customer took part, so that the participants count as contacted.</param>
/// <param name="ContactIds">Participants on the customer's side that are known.</param>
[EventName("accounts.activity-recorded.v1")]
public sealed record ActivityRecorded(
    Guid AccountId,
    Guid ActivityId,
    string Type,
    DateTimeOffset HappenedAt,
    bool TwoWay,
    string? Subject,
    IReadOnlyList<Guid> ContactIds
) : DomainEvent(AccountId);
