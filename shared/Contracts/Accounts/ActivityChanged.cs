namespace Platform.Contracts.Accounts;

/// <summary>An activity was corrected; it carries what holds now.</summary>
/// <param name="Version">Grows by one with each correction; 1 is the activity as it was recorded.</param>
/// <param name="Type"><c>call</c>, <c>email</c>, <c>meeting</c> or <c>note</c>.</param>
/// <param name="HappenedAt">When the activity took place.</param>
/// <param name="TwoWay">The customer took part, so that the participants count as contacted.</param>
/// <param name="ContactIds">Participants on the customer's side that are known.</param>
[EventName("accounts.activity-changed.v1")]
public sealed record ActivityChanged(
    Guid AccountId,
    Guid ActivityId,
    int Version,
    string Type,
    DateTimeOffset HappenedAt,
    bool TwoWay,
    string? Subject,
    IReadOnlyList<Guid> ContactIds
) : DomainEvent(AccountId);
