using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Plans;

public static class GetPlanHistory
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapGet("/{id:guid}/history", HandleAsync)
            .WithName(nameof(GetPlanHistory))
            .WithDescription("Who changed what in a plan, the newest first.");

    private static async Task<Results<Ok<Page<PlanChangeView>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        if (!await database.ScalarAsync<bool>("select exists (select from plan where id = @id)", new { id }, ct))
            return Problem.NotFound("plan", id).ToResult();
        var before = Cursor.Read<Position>(page.Cursor)?.Version;
        var rows = await database.QueryAsync<PlanChangeView>(
            History,
            new
            {
                id,
                before,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(Page<PlanChangeView>.From(rows, page.Limit, r => r, r => new Position(r.Version)));
    }

    private sealed record Position(int Version);

    private const string History = """
        select version, at, by, what, subject_id, before::text as before_json, after::text as after_json
        from plan_change where plan_id = @id and (@before::int is null or version < @before)
            order by version desc limit @Limit
        """;
}
