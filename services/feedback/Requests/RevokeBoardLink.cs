using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Requests;

public static class RevokeBoardLink
{
    public static void Map(IEndpointRouteBuilder account) =>
        account
            .MapDelete("/board-links/{id:guid}", HandleAsync)
            .WithName(nameof(RevokeBoardLink))
            .WithDescription("The link to a customer's board works no more.");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid accountId,
        Guid id,
        Caller caller,
        Database database,
        Ownership ownership,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await ownership.RequireAsync(caller, accountId, ct);
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ExecuteAsync(
                "update board_link set revoked_at = coalesce(revoked_at, @Now) where id = @id and account_id = "
                    + "@accountId",
                new
                {
                    id,
                    accountId,
                    Now = clock.GetUtcNow(),
                }
            ) == 0
        )
            return Problem.NotFound("link", id).ToResult();
        await work.CommitAsync();
        return TypedResults.NoContent();
    }
}
