namespace Platform.Renewals.WarRooms;

public sealed class WarRoomCriterionResponse
{
    public Guid Id { get; init; }

    /// <summary>What has to be true to close the war room.</summary>
    public string Criterion { get; init; } = "";

    /// <summary>The day on which it was met; left out before.</summary>
    public DateOnly? MetOn { get; init; }

    /// <summary>User id of who said so.</summary>
    public string? MetBy { get; init; }
    public string? Evidence { get; init; }
}
