using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Portfolio;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Views;

public static class ShowView
{
    public static void Map(IEndpointRouteBuilder views) =>
        views
            .MapGet("/{id:guid}/accounts", HandleAsync)
            .WithName(nameof(ShowView))
            .WithDescription("The accounts of a saved view, page by page.");

    private static async Task<Results<Ok<Page<PortfolioLine>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PageRequest page,
        Database database,
        Caller caller,
        CancellationToken ct
    )
    {
        var row = await database.SingleOrDefaultAsync<ViewRow>(
            $"{ViewRow.Read} where id = @id and (owner_id = @Owner or shared)",
            new { id, Owner = caller.Id },
            ct
        );
        return row is null
            ? ViewProblems.NotFound(id).ToResult()
            : TypedResults.Ok(await PortfolioPages.ReadAsync(database, row.ToView().Query, page, ct));
    }
}
