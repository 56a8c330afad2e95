namespace Platform.Renewals.Expansion;

internal static class ExpansionEndpoints
{
    public static void MapExpansion(this IEndpointRouteBuilder v1)
    {
        var expansions = v1.MapGroup("/expansions").WithTags("Expansion");
        ListExpansions.Map(expansions);
        RaiseExpansion.Map(expansions);
        CloseExpansion.Map(expansions);
        GetExpansionRoadmap.Map(expansions);
        PlanExpansionRoadmapStep.Map(expansions);
    }
}
