namespace Platform.Accounts.Tickets;

/// <summary>A ticket as Dapper reads it.</summary>
internal sealed class StoredTicket
{
    public const string Columns =
        "id, account_id, source, external_id, subject, severity, opened_at, first_response_at, resolved_at, "
        + "satisfaction, escalated, version";

    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public string Source { get; init; } = "";
    public string ExternalId { get; init; } = "";
    public string? Subject { get; init; }
    public string Severity { get; init; } = "";
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? FirstResponseAt { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }
    public decimal? Satisfaction { get; init; }
    public bool Escalated { get; init; }
    public int Version { get; init; }

    public Ticket ToTicket() =>
        new(
            Id,
            AccountId,
            Source,
            ExternalId,
            Subject,
            Severity,
            OpenedAt,
            FirstResponseAt,
            ResolvedAt,
            Satisfaction,
            Escalated,
            Version
        );
}
