namespace Platform.HealthScoring.Outcomes;

/// <summary>The routes of this folder.</summary>
internal static class OutcomeEndpoints
{
    public static void Map(IEndpointRouteBuilder scores)
    {
        var predictions = scores.MapGroup("/predictions");
        ImportOutcomes.Map(predictions);
        ImportOutcomesFile.Map(predictions);
        CountOutcomes.Map(predictions);
    }
}
