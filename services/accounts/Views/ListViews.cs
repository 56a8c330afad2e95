using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Views;

public sealed record ListViewsResponse(IReadOnlyList<SavedView> Items);

public static class ListViews
{
    public static void Map(IEndpointRouteBuilder views) =>
        views
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListViews))
            .WithDescription("The caller's own views and those that are shared.");

    private static async Task<Ok<ListViewsResponse>> HandleAsync(Database database, Caller caller, CancellationToken ct)
    {
        var rows = await database.QueryAsync<ViewRow>(
            $"{ViewRow.Read} where owner_id = @Id or shared order by name, id",
            new { caller.Id },
            ct
        );
        return TypedResults.Ok(new ListViewsResponse([.. rows.Select(row => row.ToView())]));
    }
}
