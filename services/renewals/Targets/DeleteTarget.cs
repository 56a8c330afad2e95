using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Targets;

public static class DeleteTarget
{
    public static void Map(IEndpointRouteBuilder targets) =>
        targets
            .MapDelete("/{id:guid}", HandleAsync)
            .WithName(nameof(DeleteTarget))
            .WithDescription("Takes a target back.")
            .RequireRoles(Roles.Ops, Roles.Manager, Roles.Executive)
            .LetExecutivesWrite();

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpContext http,
        Database database,
        CancellationToken ct
    )
    {
        var expected = http.Request.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        var target = await work.SingleOrDefaultAsync<TargetResponse>(
            $"{TargetResponse.Select} where id = @id for update",
            new { id }
        );
        if (target is null)
            return Problem.NotFound("target", id).ToResult();
        if (expected is { } version && version != target.Version)
            return ETags.LostUpdate("target", version, target.Version, target).ToResult();

        await work.ExecuteAsync("delete from target where id = @id", new { id });
        await work.CommitAsync();
        return TypedResults.NoContent();
    }
}
