namespace Platform.HealthScoring.Ingestion;

/// <summary>For the documentation only: the body is read by hand (<see cref="EventReader"/>).</summary>
public sealed record UsageEventsRequest(IReadOnlyList<UsageEventRequest> Events);
