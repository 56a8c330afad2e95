using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.PowerUsers;

public sealed record ListPowerUsersResponse(IReadOnlyList<PowerUserResponse> Items);

/// <summary>
/// <c>GET /v1/power-users?departed=true</c>: the power users of all accounts, latest first. A power user has more than
/// half of the account's events of the last 30 days.
/// </summary>
public static class ListPowerUsers
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/power-users", HandleAsync)
            .WithName(nameof(ListPowerUsers))
            .WithDescription("People who use the product most, over all accounts, and who of them is gone.");

    private static async Task<Ok<ListPowerUsersResponse>> HandleAsync(
        Database database,
        CancellationToken ct,
        bool? departed = null
    ) => TypedResults.Ok(await PowerUserReader.ReadAsync(database, null, departed, ct));
}
