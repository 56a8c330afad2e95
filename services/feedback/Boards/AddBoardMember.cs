using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Boards;

public sealed record AddBoardMemberRequest(Guid AccountId, Guid ContactId);

public static class AddBoardMember
{
    public static void Map(IEndpointRouteBuilder boards) =>
        boards
            .MapPost("/{id:guid}/members", HandleAsync)
            .WithName(nameof(AddBoardMember))
            .WithDescription("A person of a customer joins the board.");

    private static async Task<Results<Ok<BoardResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        AddBoardMemberRequest request,
        Caller caller,
        Database database,
        OrganisationCalendar calendar,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        await using var work = await database.BeginAsync(ct);
        // The board's lock: of two who take the last chair at once, one finds it taken.
        if (
            await work.ScalarAsync<string>("select kind from board where id = @id for update", new { id })
            is not { } kind
        )
            return Problem.NotFound("board", id).ToResult();
        await KnownAccounts.RequireAsync(work, request.AccountId, request.ContactId);
        if (
            !await work.ScalarAsync<bool>(
                "select exists (select from board_member where board_id = @id and contact_id = @ContactId and "
                    + "left_on is null)",
                new { id, request.ContactId }
            )
        )
        {
            var members = await work.ScalarAsync<int>(
                "select count(*)::int from board_member where board_id = @id and left_on is null",
                new { id }
            );
            var seniority = await work.ScalarAsync<string?>(
                "select seniority from contact_copy where contact_id = @ContactId",
                new { request.ContactId }
            );
            if (Board.CheckMember(kind, members, seniority) is { } problem)
                return problem.ToResult();
            await work.ExecuteAsync(
                Join,
                new
                {
                    MemberId = Guid.CreateVersion7(),
                    id,
                    request.AccountId,
                    request.ContactId,
                    calendar.Today,
                }
            );
            await work.ExecuteAsync("update board set version = version + 1 where id = @id", new { id });
        }

        await work.CommitAsync();
        return TypedResults.Ok(await BoardReader.ReadAsync(database, id, ct));
    }

    private const string Join =
        "insert into board_member (id, board_id, account_id, contact_id, joined_on) values (@MemberId, @id, "
        + "@AccountId, @ContactId, @Today)";
}
