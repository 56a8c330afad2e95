using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Preferences;

public static class RevokePreferenceLink
{
    public static void Map(IEndpointRouteBuilder links) =>
        links
            .MapDelete("/{id:guid}", HandleAsync)
            .WithName(nameof(RevokePreferenceLink))
            .WithDescription("Ends a link: its page is not found any more.");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        Caller caller,
        Database database,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ExecuteAsync(
                "update preference_link set revoked_at = coalesce(revoked_at, @Now) where id = @id",
                new { id, work.Context.Now }
            ) == 0
        )
            return Problem.NotFound("preference link", id).ToResult();
        await work.CommitAsync();
        return TypedResults.NoContent();
    }
}
