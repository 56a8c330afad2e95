namespace Platform.HealthScoring.Ingestion;

/// <param name="Index">Place in the batch, from 0.</param>
/// <param name="EventId">The event's own id, as it was sent.</param>
/// <param name="Status"> accepted, duplicate (its id was counted before, or stands earlier in the batch: it is counted
/// once) or rejected. An id that was sent elsewhere a moment ago may still be answered as accepted; it is counted once
/// all the same.
/// </param>
/// <param name="Code">Stable name of what is wrong; left out where nothing is.</param>
public sealed record EventResult(int Index, string? EventId, string Status, string? Code, string? Reason);
