using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Metrics;

/// <summary>Definitions are drafted as the next version of their name and locked for good; only a locked one can be
/// published with.</summary>
public static class ManageDefinitions
{
    public static void Map(IEndpointRouteBuilder revenue)
    {
        revenue
            .MapGet("/definitions", ListAsync)
            .WithName("ListDefinitions")
            .WithDescription("The definitions of metrics with their versions.");
        revenue
            .MapPost("/definitions", DraftAsync)
            .WithName("DraftDefinition")
            .WithDescription(
                "A definition of a metric, or its next version, as a draft. Nothing is published with it until "
                    + "it is locked."
            )
            .RequireRoles(Roles.Ops, Roles.Manager);
        revenue
            .MapPost("/definitions/{name}/{version:int}/lock", LockAsync)
            .WithName("LockDefinition")
            .WithDescription(
                "Locks a version of a definition: it never changes again, and figures may be published with it."
            )
            .RequireRoles(Roles.Ops, Roles.Manager);
    }

    private static Task<IReadOnlyList<DefinitionRow>> ListAsync(Database database, CancellationToken ct) =>
        database.QueryAsync<DefinitionRow>($"{Definitions.Columns} order by name, version", null, ct);

    private static async Task<Created<DefinitionRow>> DraftAsync(
        DraftDefinitionRequest request,
        Caller caller,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        await work.LockAsync("renewals.definitions");
        var row = await work.SingleOrDefaultAsync<DefinitionRow>(
            Draft,
            new
            {
                request.Name,
                request.Description,
                Reactivation = request.Reactivation.ToText(),
                Waterfall = request.Waterfall.ToText(),
                By = caller.Id,
                Now = clock.GetUtcNow(),
            }
        );
        await work.CommitAsync();
        return TypedResults.Created($"/v1/revenue/definitions/{row!.Name}/{row.Version}", row);
    }

    private static async Task<Results<Ok<DefinitionRow>, ProblemHttpResult>> LockAsync(
        string name,
        int version,
        Caller caller,
        Database database,
        Definitions definitions,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var row = await work.SingleOrDefaultAsync<DefinitionRow>(
            LockIt,
            new
            {
                name,
                version,
                By = caller.Id,
                Now = clock.GetUtcNow(),
            }
        );
        if (row is null)
        {
            var known = await work.SingleOrDefaultAsync<DefinitionRow>(
                $"{Definitions.Columns} where name = @name and version = @version",
                new { name, version }
            );
            return known is null
                ? Problem.NotFound("definition", $"{name}@{version}").ToResult()
                : MetricProblems.Locked(name, version).ToResult();
        }

        await work.CommitAsync();
        definitions.Forget();
        return TypedResults.Ok(row);
    }

    private const string Returning =
        "returning name, version, status, description, reactivation, waterfall, created_by, created_at, "
        + "locked_by, locked_at";

    private const string Draft = $"""
        insert into metric_definition (name, version, status, description, reactivation, waterfall, created_by,
            created_at)
        select @Name, coalesce(max(version), 0) + 1, 'draft', @Description, @Reactivation, @Waterfall, @By, @Now
            from metric_definition where name = @Name
        {Returning}
        """;

    private const string LockIt = $"""
        update metric_definition set status = 'locked', locked_by = @By, locked_at = @Now
        where name = @name and version = @version and status = 'draft'
        {Returning}
        """;
}
