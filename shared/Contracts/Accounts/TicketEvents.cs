namespace Platform.Contracts.Accounts;

/// <param name="Severity"><c>low</c>, <c>medium</c>, <c>high</c> or <c>urgent</c>.</param>
/// <param name="Satisfaction">As the help desk reports it, on its own scale.</param>
public sealed record TicketSnapshot(
    string? Subject,
    string Severity,
    DateTimeOffset OpenedAt,
    DateTimeOffset? FirstResponseAt,
    DateTimeOffset? ResolvedAt,
    decimal? Satisfaction,
    bool Escalated,
    string? Source,
    string? ExternalId
);

[EventName("accounts.ticket-opened.v1")]
public sealed record TicketOpened(Guid AccountId, Guid TicketId, int Version, TicketSnapshot Ticket)
    : DomainEvent(AccountId);

[EventName("accounts.ticket-updated.v1")]
public sealed record TicketUpdated(Guid AccountId, Guid TicketId, int Version, TicketSnapshot Ticket)
    : DomainEvent(AccountId);

/// <summary>The ticket has a resolution date for the first time.</summary>
[EventName("accounts.ticket-resolved.v1")]
public sealed record TicketResolved(Guid AccountId, Guid TicketId, int Version, TicketSnapshot Ticket)
    : DomainEvent(AccountId);

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

/// <summary>An activity was recorded by mistake and is gone.</summary>
[EventName("accounts.activity-deleted.v1")]
public sealed record ActivityDeleted(Guid AccountId, Guid ActivityId) : DomainEvent(AccountId);
