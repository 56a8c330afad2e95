using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Portfolio;

/// <summary>The book by what it may lose, with what is at risk and why.</summary>
public static class ListPortfolio
{
    public static void Map(IEndpointRouteBuilder portfolio) =>
        portfolio
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListPortfolio))
            .WithSummary("List accounts by expected loss")
            .WithDescription(
                "Filters and sorts as GET /v1/accounts does. An account is at risk while its band is red, a risk is "
                    + "open, notice was given or its owner calls a renewal at risk; ARR at risk is all of its ARR. "
                    + "Expected loss is ARR × (1 − probability to keep)."
            );

    /// <param name="query">Filters and sorting.</param>
    /// <param name="owner">User id of the CSM; the same as csm.</param>
    private static async Task<Ok<Page<PortfolioItem>>> HandleAsync(
        [AsParameters] PortfolioQuery query,
        string? owner,
        PageRequest page,
        Database database,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await PortfolioPages.ReadAsync(
                database,
                query with
                {
                    Csm = owner ?? query.Csm,
                },
                page,
                row => row.ToItem(),
                ct
            )
        );
}
