namespace Platform.HealthScoring.Accounts;

/// <summary>The routes of this folder.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder scores)
    {
        var account = scores.MapGroup("/accounts/{accountId:guid}");
        RecordSentiment.Map(account);
    }
}
