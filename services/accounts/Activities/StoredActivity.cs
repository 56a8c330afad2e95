namespace Platform.Accounts.Activities;

/// <summary>An activity as Dapper reads it.</summary>
internal sealed class StoredActivity
{
    public const string Columns = """
        id, account_id, source, external_id, type, subject, notes, occurred_at, two_way, version, confidential,
            recorded_by, pinned, mentions,
        array(select contact_id from activity_participant where activity_id = activity.id order by contact_id)
            as participants
        """;

    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public string Source { get; init; } = "";
    public string ExternalId { get; init; } = "";
    public string Type { get; init; } = "";
    public string? Subject { get; init; }
    public string? Notes { get; init; }
    public DateTimeOffset OccurredAt { get; init; }
    public bool TwoWay { get; init; }
    public int Version { get; init; }
    public bool Confidential { get; init; }
    public string? RecordedBy { get; init; }
    public bool Pinned { get; init; }
    public string[] Mentions { get; init; } = [];
    public Guid[] Participants { get; init; } = [];

    public Activity ToActivity() =>
        new(
            Id,
            AccountId,
            Source,
            ExternalId,
            Type,
            Subject,
            Notes,
            OccurredAt,
            TwoWay,
            Participants,
            Version,
            Confidential
        )
        {
            RecordedBy = RecordedBy,
            Pinned = Pinned,
            Mentions = Mentions,
        };
}
