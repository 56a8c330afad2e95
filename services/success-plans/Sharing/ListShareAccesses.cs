using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Sharing;

public static class ListShareAccesses
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapGet("/{id:guid}/links/{linkId:guid}/accesses", HandleAsync)
            .WithName(nameof(ListShareAccesses))
            .WithDescription("When and how a link was used.");

    private static async Task<Results<Ok<Page<ShareAccess>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid linkId,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        if (
            !await database.ScalarAsync<bool>(
                "select exists (select from share_link where id = @linkId and plan_id = @id)",
                new { linkId, id },
                ct
            )
        )
            return Problem.NotFound("link", linkId).ToResult();
        var before = Cursor.Read<Position>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<ShareAccess>(
            Accesses,
            new
            {
                linkId,
                before,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(Page<ShareAccess>.From(rows, page.Limit, r => r, r => new Position(r.Id)));
    }

    private sealed record Position(Guid Id);

    private const string Accesses = """
        select id, at, action, subject_id, refused, agent from share_access
            where link_id = @linkId and (@before::uuid is null or id < @before) order by id desc limit @Limit
        """;
}
