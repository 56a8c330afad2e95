namespace Platform.HealthScoring.Ingestion;

/// <param name="Index">Position in the batch, from 0.</param>
public sealed record EventRejection(int Index, string? EventId, string Code, string Reason);
