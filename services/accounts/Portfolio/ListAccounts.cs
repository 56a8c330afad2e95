using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Portfolio;

/// <summary>The portfolio: accounts filtered, sorted and paged by cursor.</summary>
public static class ListAccounts
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapGet("/", HandleAsync).WithName(nameof(ListAccounts));

    private static async Task<Ok<Page<PortfolioLine>>> HandleAsync(
        [AsParameters] PortfolioQuery query,
        PageRequest page,
        Database database,
        CancellationToken ct
    ) => TypedResults.Ok(await PortfolioPages.ReadAsync(database, query, page, ct));
}
