namespace Platform.Engagement.Meetings;

/// <summary>A person who can be booked, as stored.</summary>
internal sealed record HostRow
{
    public string PersonId { get; init; } = "";
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public string TimeZone { get; init; } = "";

    /// <summary>A list of <see cref="WorkingHours"/> as JSON.</summary>
    public string Hours { get; init; } = "[]";
    public int Version { get; init; }

    public const string Select = """
        select person_id, name, email, time_zone, hours::text as hours, version from meeting_host
        """;
}
