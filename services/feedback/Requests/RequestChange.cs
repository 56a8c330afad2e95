namespace Platform.Feedback.Requests;

public sealed class RequestChange
{
    public int Version { get; init; }

    /// <summary>status, merged, split, shown or hidden.</summary>
    public string What { get; init; } = "";

    /// <summary>The status before; left out where it is not about that.</summary>
    public string? From { get; init; }

    /// <summary>The status after; left out where it is not about that.</summary>
    public string? To { get; init; }

    /// <summary>The other request of a merge or split.</summary>
    public Guid? OtherId { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Id of the user who did it.</summary>
    public string By { get; init; } = "";
}
