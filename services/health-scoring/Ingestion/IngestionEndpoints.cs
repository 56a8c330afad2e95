namespace Platform.HealthScoring.Ingestion;

/// <summary>The routes of this folder.</summary>
internal static class IngestionEndpoints
{
    public static void Map(IEndpointRouteBuilder usage)
    {
        var events = usage.MapGroup("/events");
        IngestEvents.Map(events);
    }
}
