namespace Platform.Renewals.Risks;

internal static class RiskEndpoints
{
    public static void MapRisks(this IEndpointRouteBuilder v1)
    {
        var risks = v1.MapGroup("/risks").WithTags("Risks");
        OpenRisk.Map(risks);
        ListRisks.Map(risks);
        GetRisk.Map(risks);
        MoveRisk.Map(risks);
        ListPlays.Map(risks);
        StartPlay.Map(risks);
        FinishPlay.Map(risks);
    }
}
