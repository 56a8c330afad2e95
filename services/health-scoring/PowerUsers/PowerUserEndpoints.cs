namespace Platform.HealthScoring.PowerUsers;

/// <summary>The routes of this folder.</summary>
internal static class PowerUserEndpoints
{
    public static void Map(IEndpointRouteBuilder scores)
    {
        ListPowerUsers.Map(scores);
        ListPowerUsersOfAccount.Map(scores.MapGroup("/accounts/{accountId:guid}"));
    }
}
