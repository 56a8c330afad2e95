using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Boards;

public static class RemoveBoardMember
{
    public static void Map(IEndpointRouteBuilder boards) =>
        boards
            .MapDelete("/{id:guid}/members/{memberId:guid}", HandleAsync)
            .WithName(nameof(RemoveBoardMember))
            .WithDescription("A member leaves the board; where they took part stays known.");

    private static async Task<Results<Ok<BoardResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid memberId,
        Caller caller,
        Database database,
        OrganisationCalendar calendar,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ExecuteAsync(
                "update board_member set left_on = @Today where id = @memberId and board_id = @id and left_on is null",
                new
                {
                    id,
                    memberId,
                    calendar.Today,
                }
            ) == 0
        )
            return Problem.NotFound("member", memberId).ToResult();
        await work.ExecuteAsync("update board set version = version + 1 where id = @id", new { id });
        await work.CommitAsync();
        return TypedResults.Ok(await BoardReader.ReadAsync(database, id, ct));
    }
}
