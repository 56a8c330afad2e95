using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Value;

public static class ListReadings
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapGet("/{id:guid}/objectives/{objectiveId:guid}/readings", HandleAsync)
            .WithName(nameof(ListReadings))
            .WithDescription("The values that were read for an objective, by day.");

    private static async Task<Results<Ok<Page<Reading>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid objectiveId,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        if (
            !await database.ScalarAsync<bool>(
                "select exists (select from objective where id = @objectiveId and plan_id = @id)",
                new { objectiveId, id },
                ct
            )
        )
            return Problem.NotFound("objective", objectiveId).ToResult();
        var before = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<Reading>(
            List,
            new
            {
                objectiveId,
                before?.Day,
                before?.Id,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(Page<Reading>.From(rows, page.Limit, r => r, r => new Position(r.Day, r.Id)));
    }

    private sealed record Position(DateOnly Day, Guid Id);

    private const string List = """
        select id, day, value, source, note, by, at from reading
        where objective_id = @objectiveId and (@Day::date is null or (day, id) < (@Day, @Id))
        order by day desc, id desc limit @Limit
        """;
}
