using Platform.Files.Mapping;

namespace Platform.Accounts.Imports.Bulk;

/// <summary>One ticket by external id; what is left out stays as it is.</summary>
public sealed record UpsertedTicket : IBulkRow
{
    public string ExternalId { get; init; } = "";

    /// <summary>The account: its external id of the same source, or the platform's own id.</summary>
    public string Account { get; init; } = "";
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>What it is about, at most 500 characters.</summary>
    public Optional<string?> Subject { get; init; }

    /// <summary>low, medium, high or urgent.</summary>
    public Optional<string?> Severity { get; init; }

    /// <summary>When somebody answered first (RFC 3339); null before.</summary>
    public Optional<DateTimeOffset?> FirstResponseAt { get; init; }

    /// <summary>When it was resolved (RFC 3339); null while it is open.</summary>
    public Optional<DateTimeOffset?> ResolvedAt { get; init; }

    /// <summary>On the help desk's own scale.</summary>
    public Optional<decimal?> Satisfaction { get; init; }

    /// <summary>Whether it went to a higher level.</summary>
    public Optional<bool?> Escalated { get; init; }
}
