namespace Platform.Simulator.Records;

public sealed record TicketRow(
    string ExternalId,
    string Account,
    string Subject,
    string Severity,
    string Status,
    DateTimeOffset OpenedAt,
    DateTimeOffset? FirstResponseAt,
    DateTimeOffset? ResolvedAt,
    int? Satisfaction,
    bool Escalated
);
