using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Views;

public static class CreateView
{
    public static void Map(IEndpointRouteBuilder views) =>
        views
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreateView))
            .WithDescription("Saves filters and sorting of the portfolio under a name, for oneself or for everyone.");

    private static async Task<Results<Created<SavedView>, ProblemHttpResult>> HandleAsync(
        SaveViewRequest request,
        Database database,
        Caller caller,
        RequestContext context,
        HttpResponse response,
        CancellationToken ct
    )
    {
        if (request.Mistake() is { } problem)
            return problem.ToResult();
        var id = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        try
        {
            await work.ExecuteAsync(
                Insert,
                new
                {
                    id,
                    Owner = caller.Id,
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
        response.SetETag(1);
        return TypedResults.Created(
            $"/v1/views/{id}",
            new SavedView(id, request.Name, caller.Id, request.Shared, request.Query, 1)
        );
    }

    private const string Insert = """
        insert into saved_view (id, owner_id, name, shared, query, version, updated_at)
        values (@id, @Owner, @Name, @Shared, @Query::jsonb, 1, @Now)
        """;
}
