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
