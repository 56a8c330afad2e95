using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Views;

public static class ChangeView
{
    public static void Map(IEndpointRouteBuilder views) =>
        views
            .MapPut("/{id:guid}", HandleAsync)
            .WithName(nameof(ChangeView))
            .WithDescription("Replaces a view of one's own.");

    private static async Task<Results<Ok<SavedView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        SaveViewRequest request,
        Database database,
        Caller caller,
        RequestContext context,
        HttpRequest http,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        var before = await work.SingleOrDefaultAsync<ViewRow>(
            $"{ViewRow.Read} where id = @id and owner_id = @Owner for update",
            new { id, Owner = caller.Id }
        );
        if (before is null)
            return ViewProblems.NotFound(id).ToResult();
        if (expected is { } version && version != before.Version)
            return ETags.LostUpdate("view", version, before.Version, before.ToView()).ToResult();
        if (request.Mistake() is { } problem)
            return problem.ToResult();
        try
        {
            await work.ExecuteAsync(
                Update,
                new
                {
                    id,
                    request.Name,
                    request.Shared,
                    Query = ViewRow.ToJson(request.Query),
                    context.Now,
                }
            );
        }
        catch (PostgresException taken) when (taken.ConstraintName == "saved_view_name_taken")
        {
            return ViewProblems.NameTaken(request.Name).ToResult();
        }
        await work.CommitAsync();
        response.SetETag(before.Version + 1);
        return TypedResults.Ok(
            new SavedView(id, request.Name, caller.Id, request.Shared, request.Query, before.Version + 1)
        );
    }

    private const string Update = """
        update saved_view
        set name = @Name, shared = @Shared, query = @Query::jsonb, version = version + 1, updated_at = @Now
        where id = @id
        """;
}
