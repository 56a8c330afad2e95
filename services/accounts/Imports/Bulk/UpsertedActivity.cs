using Platform.Files.Mapping;

namespace Platform.Accounts.Imports.Bulk;

/// <summary>One activity by external id; what is left out stays as it is.</summary>
public sealed record UpsertedActivity : IBulkRow
{
    public string ExternalId { get; init; } = "";

    /// <summary>The account: its external id of the same source, or the platform's own id.</summary>
    public string Account { get; init; } = "";

    /// <summary>call, email, meeting or note.</summary>
    public string Type { get; init; } = "";
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>What it was about, at most 500 characters.</summary>
    public Optional<string?> Subject { get; init; }

    /// <summary>What was said, at most 20,000 characters.</summary>
    public Optional<string?> Notes { get; init; }

    /// <summary>
    /// Whether the customer took part; left out: calls and meetings have two sides, e-mails and notes one.
    /// </summary>
    public Optional<bool?> TwoWay { get; init; }

    /// <summary>Contacts of the account who took part: external ids of the same source, or e-mail addresses.</summary>
    public Optional<IReadOnlyList<string>?> Participants { get; init; }
}
