namespace Platform.HealthScoring.Overrides;

/// <summary>The routes of this folder.</summary>
internal static class OverrideEndpoints
{
    public static void Map(IEndpointRouteBuilder scores)
    {
        var account = scores.MapGroup("/accounts/{accountId:guid}");
        OverrideScore.Map(account);
        EndOverride.Map(account);
        ListOverrides.Map(account);
    }
}
