namespace Platform.Engagement.Meetings;

/// <summary>A page on which somebody books, as stored.</summary>
public sealed record BookingLinkRow
{
    public Guid Id { get; init; }
    public string Title { get; init; } = "";
    public string Purpose { get; init; } = "";
    public string[] People { get; init; } = [];
    public Guid AccountId { get; init; }
    public Guid? ContactId { get; init; }
    public int Minutes { get; init; }
    public int Buffer { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    public const string Select = """
        select l.id, l.title, l.purpose, l.people, l.account_id, l.contact_id, l.minutes, l.buffer, l.expires_at,
            l.revoked_at
        from booking_link l
        """;
}
