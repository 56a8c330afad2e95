using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Sharing;

public static class ListComments
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapGet("/{id:guid}/comments", HandleAsync)
            .WithName(nameof(ListComments))
            .WithDescription("What both sides wrote to a plan.");

    private static async Task<Results<Ok<Page<PlanComment>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        if (!await database.ScalarAsync<bool>("select exists (select from plan where id = @id)", new { id }, ct))
            return Problem.NotFound("plan", id).ToResult();
        var before = Cursor.Read<Position>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<PlanComment>(
            List,
            new
            {
                id,
                before,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(Page<PlanComment>.From(rows, page.Limit, r => r, r => new Position(r.Id)));
    }

    private sealed record Position(Guid Id);

    private const string List =
        $"{PlanComment.Select} where plan_id = @id and (@before::uuid is null or id < @before) order by id desc "
        + $"limit @Limit";
}
