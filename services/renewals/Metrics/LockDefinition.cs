using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Metrics;

public static class LockDefinition
{
    public static void Map(IEndpointRouteBuilder revenue) =>
        revenue
            .MapPost("/definitions/{name}/{version:int}/lock", HandleAsync)
            .WithName(nameof(LockDefinition))
            .WithDescription(
                "Locks a version of a definition: it never changes again, and figures may be published with it."
            )
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Ok<DefinitionResponse>, ProblemHttpResult>> HandleAsync(
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
        var row = await work.SingleOrDefaultAsync<DefinitionResponse>(
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
            var known = await work.SingleOrDefaultAsync<DefinitionResponse>(
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

    private const string LockIt = $"""
        update metric_definition set status = 'locked', locked_by = @By, locked_at = @Now
        where name = @name and version = @version and status = 'draft'
        {Definitions.Returning}
        """;
}
