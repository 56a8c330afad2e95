namespace Platform.Engagement.Meetings;

/// <summary>A meeting as stored.</summary>
public sealed record MeetingRow
{
    public Guid Id { get; init; }
    public Guid LinkId { get; init; }
    public Guid AccountId { get; init; }
    public Guid? ContactId { get; init; }
    public string Title { get; init; } = "";
    public string Purpose { get; init; } = "";
    public string[] People { get; init; } = [];
    public string GuestName { get; init; } = "";
    public string GuestEmail { get; init; } = "";
    public string? Note { get; init; }
    public DateTimeOffset StartsAt { get; init; }
    public DateTimeOffset EndsAt { get; init; }
    public string Status { get; init; } = "";

    /// <summary>Grows with each change, so that calendars take the newer one (RFC 5545).</summary>
    public int Sequence { get; init; }
    public DateTimeOffset ChangedAt { get; init; }

    public bool IsCancelled => Status == "cancelled";

    public const string Select = """
        select m.id, m.link_id, m.account_id, m.contact_id, m.title, m.purpose, m.people, m.guest_name, m.guest_email,
            m.note, m.starts_at, m.ends_at, m.status, m.sequence, m.changed_at
        from meeting m
        """;
}
