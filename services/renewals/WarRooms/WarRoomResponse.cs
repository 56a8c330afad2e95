namespace Platform.Renewals.WarRooms;

public sealed class WarRoomResponse
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public string Owner { get; init; } = "";
    public string Purpose { get; init; } = "";

    /// <summary>Days from one meeting to the next.</summary>
    public int RhythmDays { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The day of the last meeting.</summary>
    public DateOnly? LastMeetingOn { get; init; }

    /// <summary>By the rhythm, from the last meeting or the opening.</summary>
    public DateOnly NextMeetingOn => (LastMeetingOn ?? DateOnly.FromDateTime(OpenedAt.UtcDateTime)).AddDays(RhythmDays);
    public int Version { get; init; }

    /// <summary>What has to be true to close it.</summary>
    public IReadOnlyList<WarRoomCriterionResponse> Criteria { get; set; } = [];
}
