namespace Platform.Renewals.WarRooms;

public sealed class WarRoomMeetingResponse
{
    public Guid Id { get; init; }
    public DateOnly HeldOn { get; init; }

    /// <summary>What was said and decided.</summary>
    public string Notes { get; init; } = "";
    public string RecordedBy { get; init; } = "";
}
