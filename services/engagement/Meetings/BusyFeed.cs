namespace Platform.Engagement.Meetings;

/// <summary>A calendar in which a person is busy.</summary>
public sealed record BusyFeed
{
    /// <summary>The host of its address; the rest of it is a secret.</summary>
    public string Host { get; init; } = "";

    /// <summary>When it was last read, UTC.</summary>
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>Why it could not be read the last time.</summary>
    public string? Error { get; init; }

    internal const string Select =
        "select host, fetched_at, error from busy_feed where person_id = @personId order by id";
}
