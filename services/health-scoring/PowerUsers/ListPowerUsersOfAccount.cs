using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.PowerUsers;

public static class ListPowerUsersOfAccount
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/power-users", HandleAsync)
            .WithName(nameof(ListPowerUsersOfAccount))
            .WithDescription("People who use the product most at one account, and who of them is gone.");

    private static async Task<Results<Ok<ListPowerUsersResponse>, ProblemHttpResult>> HandleAsync(
        Guid accountId,
        Database database,
        CancellationToken ct
    )
    {
        if (!await KnownAccounts.HasAsync(database, accountId, ct))
            return Problem.NotFound("account", accountId).ToResult();
        return TypedResults.Ok(await PowerUserReader.ReadAsync(database, accountId, null, ct));
    }
}
