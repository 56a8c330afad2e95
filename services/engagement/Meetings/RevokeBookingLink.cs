using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Meetings;

public static class RevokeBookingLink
{
    public static void Map(IEndpointRouteBuilder links) =>
        links
            .MapDelete("/{id:guid}", HandleAsync)
            .WithName(nameof(RevokeBookingLink))
            .WithDescription("Nothing more is booked by this link; meetings that were booked stay.");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        Caller caller,
        Database database,
        Ownership ownership,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ScalarAsync<Guid?>("select account_id from booking_link where id = @id for update", new { id })
            is not { } accountId
        )
            return Problem.NotFound("booking link", id).ToResult();
        await ownership.RequireAsync(caller, accountId, ct);
        await work.ExecuteAsync(
            "update booking_link set revoked_at = coalesce(revoked_at, @Now) where id = @id",
            new { id, work.Context.Now }
        );
        await work.CommitAsync();
        return TypedResults.NoContent();
    }
}
