using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Targets;

public static class GetTarget
{
    public static void Map(IEndpointRouteBuilder targets) =>
        targets.MapGet("/{id:guid}", HandleAsync).WithName(nameof(GetTarget)).WithDescription("One target.");

    private static async Task<Results<Ok<TargetResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        var target = await database.SingleOrDefaultAsync<TargetResponse>(
            $"{TargetResponse.Select} where id = @id",
            new { id },
            ct
        );
        if (target is null)
            return Problem.NotFound("target", id).ToResult();
        response.SetETag(target.Version);
        return TypedResults.Ok(target);
    }
}
