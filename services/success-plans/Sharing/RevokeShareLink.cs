using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Sharing;

public static class RevokeShareLink
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapDelete("/{id:guid}/links/{linkId:guid}", HandleAsync)
            .WithName(nameof(RevokeShareLink))
            .WithDescription("The link works no more.");

    /// <summary>Also of a closed plan: a link has to be taken back at any time.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid linkId,
        Caller caller,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ScalarAsync<Guid?>(
                "select p.account_id from share_link l join plan p on p.id = l.plan_id where l.id = @linkId and "
                    + "p.id = @id",
                new { linkId, id }
            )
            is not { } account
        )
            return Problem.NotFound("link", linkId).ToResult();
        await Ownership.RequireAsync(work, caller, account);
        await work.ExecuteAsync(
            "update share_link set revoked_at = @Now, revoked_by = @By where id = @linkId and revoked_at is null",
            new
            {
                linkId,
                Now = clock.GetUtcNow(),
                By = caller.Id,
            }
        );
        await work.CommitAsync();
        return TypedResults.NoContent();
    }
}
