using System.Text.Json;
using Npgsql;
using Platform.Accounts.Accounts;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Views;

/// <summary>Portfolio views under a name, a person's own or shared.</summary>
public static class SavedViews
{
    public static void Map(IEndpointRouteBuilder views)
    {
        views
            .MapPost("/", CreateAsync)
            .WithName("CreateView")
            .WithDescription("Saves filters and sorting of the portfolio under a name, for oneself or for everyone.")
            .Produces<SavedView>(StatusCodes.Status201Created);
        views
            .MapGet("/", ListAsync)
            .WithName("ListViews")
            .WithDescription("The caller's own views and those that are shared.");
        views
            .MapPut("/{id:guid}", ChangeAsync)
            .WithName("ChangeView")
            .WithDescription("Replaces a view of one's own.")
            .Produces<SavedView>();
        views
            .MapDelete("/{id:guid}", DeleteAsync)
            .WithName("DeleteView")
            .WithDescription("Deletes a view of one's own.");
        views
            .MapGet("/{id:guid}/accounts", ShowAsync)
            .WithName("ShowView")
            .WithDescription("The accounts of a saved view, page by page.")
            .Produces<Page<PortfolioLine>>();
    }

    private static async Task<IResult> CreateAsync(
        SaveViewRequest request,
        Database database,
        Caller caller,
        RequestContext context,
        HttpResponse response,
        CancellationToken ct
    )
    {
        if (Refuse(request) is { } problem)
            return problem.ToResult();
        var id = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        try
        {
            await work.ExecuteAsync(
                "insert into saved_view (id, owner_id, name, shared, query, version, updated_at) values (@id, "
                    + "@Owner, @Name, @Shared, @Query::jsonb, 1, @Now)",
                new
                {
                    id,
                    Owner = caller.Id,
                    request.Name,
                    request.Shared,
                    Query = Json(request.Query),
                    context.Now,
                }
            );
        }
        catch (PostgresException taken) when (taken.ConstraintName == "saved_view_name_taken")
        {
            return NameTaken(request.Name).ToResult();
        }
        await work.CommitAsync();
        response.SetETag(1);
        return TypedResults.Created(
            $"/v1/views/{id}",
            new SavedView(id, request.Name, caller.Id, request.Shared, request.Query, 1)
        );
    }

    private static async Task<IResult> ListAsync(Database database, Caller caller, CancellationToken ct) =>
        TypedResults.Ok(
            new
            {
                items = (
                    await database.QueryAsync<Row>(
                        $"{Read} where owner_id = @Id or shared order by name, id",
                        new { caller.Id },
                        ct
                    )
                ).Select(row => row.ToView()),
            }
        );

    private static async Task<IResult> ChangeAsync(
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
        var before = await work.SingleOrDefaultAsync<Row>(
            $"{Read} where id = @id and owner_id = @Owner for update",
            new { id, Owner = caller.Id }
        );
        if (before is null)
            return Problem.NotFound("view", id).ToResult();
        if (expected is { } version && version != before.Version)
            return ETags.LostUpdate("view", version, before.Version, before.ToView()).ToResult();
        if (Refuse(request) is { } problem)
            return problem.ToResult();
        try
        {
            await work.ExecuteAsync(
                "update saved_view set name = @Name, shared = @Shared, query = @Query::jsonb, version = version "
                    + "+ 1, updated_at = @Now where id = @id",
                new
                {
                    id,
                    request.Name,
                    request.Shared,
                    Query = Json(request.Query),
                    context.Now,
                }
            );
        }
        catch (PostgresException taken) when (taken.ConstraintName == "saved_view_name_taken")
        {
            return NameTaken(request.Name).ToResult();
        }
        await work.CommitAsync();
        response.SetETag(before.Version + 1);
        return TypedResults.Ok(
            new SavedView(id, request.Name, caller.Id, request.Shared, request.Query, before.Version + 1)
        );
    }

    private static async Task<IResult> DeleteAsync(Guid id, Database database, Caller caller, CancellationToken ct) =>
        await database.ExecuteAsync(
            "delete from saved_view where id = @id and owner_id = @Owner",
            new { id, Owner = caller.Id },
            ct
        ) == 0
            ? Problem.NotFound("view", id).ToResult()
            : TypedResults.NoContent();

    private static async Task<IResult> ShowAsync(
        Guid id,
        PageRequest page,
        Database database,
        Caller caller,
        CancellationToken ct
    )
    {
        var row = await database.SingleOrDefaultAsync<Row>(
            $"{Read} where id = @id and (owner_id = @Owner or shared)",
            new { id, Owner = caller.Id },
            ct
        );
        return row is null
            ? Problem.NotFound("view", id).ToResult()
            : TypedResults.Ok(await PortfolioPages.ReadAsync(database, row.ToView().Query, page, ct));
    }

    private static Problem? Refuse(SaveViewRequest request)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 100)
            errors["name"] = ["is required, at most 100 characters"];
        if (request.Query is null)
            errors["query"] = ["is required; an empty object shows everything"];
        else if (!PortfolioPages.IsSort(request.Query.Sort))
            errors["query.sort"] = [$"'{request.Query.Sort}' is not one of {PortfolioPages.KnownSorts}"];
        foreach (var (filter, mistake) in request.Query?.Mistakes() ?? [])
            errors[$"query.{filter}"] = mistake;
        return errors.Count > 0 ? Problem.Invalid(errors) : null;
    }

    private static string Json(PortfolioQuery query) => JsonSerializer.Serialize(query, ContractJson.Options);

    private static Problem NameTaken(string name) =>
        new(
            "views/name-taken",
            StatusCodes.Status409Conflict,
            "The name is taken.",
            $"You have a view '{name}' already."
        );

    private const string Read = "select id, owner_id, name, shared, query::text as query, version from saved_view";

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string OwnerId { get; init; } = "";
        public string Name { get; init; } = "";
        public bool Shared { get; init; }
        public string Query { get; init; } = "{}";
        public int Version { get; init; }

        public SavedView ToView() =>
            new(
                Id,
                Name,
                OwnerId,
                Shared,
                JsonSerializer.Deserialize<PortfolioQuery>(Query, ContractJson.Options)!,
                Version
            );
    }
}
