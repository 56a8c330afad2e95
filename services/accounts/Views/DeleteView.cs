using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Views;

public static class DeleteView
{
    public static void Map(IEndpointRouteBuilder views) =>
        views
            .MapDelete("/{id:guid}", HandleAsync)
            .WithName(nameof(DeleteView))
            .WithDescription("Deletes a view of one's own.");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        Caller caller,
        CancellationToken ct
    )
    {
        var deleted = await database.ExecuteAsync(
            "delete from saved_view where id = @id and owner_id = @Owner",
            new { id, Owner = caller.Id },
            ct
        );
        return deleted == 0 ? ViewProblems.NotFound(id).ToResult() : TypedResults.NoContent();
    }
}
