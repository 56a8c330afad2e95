namespace Platform.Accounts.Tickets;

/// <summary>A support ticket, as the help desk last told.</summary>
/// <param name="Severity"><c>low</c>, <c>medium</c>, <c>high</c> or <c>urgent</c>.</param>
/// <param name="Satisfaction">On the help desk's own scale.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="FirstResponseAt">When somebody answered first (RFC 3339, UTC); left out before.</param>
/// <param name="ResolvedAt">When it was resolved (RFC 3339, UTC); left out while it is open.</param>
/// <param name="Escalated">Whether it went to a higher level.</param>
public sealed record Ticket(
    Guid Id,
    Guid AccountId,
    string Source,
    string ExternalId,
    string? Subject,
    string Severity,
    DateTimeOffset OpenedAt,
    DateTimeOffset? FirstResponseAt,
    DateTimeOffset? ResolvedAt,
    decimal? Satisfaction,
    bool Escalated,
    int Version
)
{
    public const string DefaultSeverity = "medium";

    public static readonly IReadOnlyList<string> Severities = ["low", "medium", "high", "urgent"];

    /// <summary>Whether it is not resolved yet.</summary>
    public bool IsOpen => ResolvedAt is null;

    /// <summary>Equal in everything but the version.</summary>
    public bool SameAs(Ticket other) => this == other with { Version = Version };
}
