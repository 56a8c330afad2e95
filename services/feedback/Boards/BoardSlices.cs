using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Boards;

public static class BoardSlices
{
    public static void Map(IEndpointRouteBuilder boards)
    {
        boards
            .MapPost("/", CreateAsync)
            .WithName("CreateBoard")
            .WithDescription("Founds an advisory board or user group.");
        boards.MapGet("/", ListAsync).WithName("ListBoards").WithDescription("The advisory boards and user groups.");
        boards
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetBoard")
            .WithDescription("One board with who is and was on it.");
        boards
            .MapPost("/{id:guid}/members", AddAsync)
            .WithName("AddBoardMember")
            .WithDescription("A person of a customer joins the board.");
        boards
            .MapDelete("/{id:guid}/members/{memberId:guid}", RemoveAsync)
            .WithName("RemoveBoardMember")
            .WithDescription("A member leaves the board; where they took part stays known.");
    }

    private static async Task<Results<Created<BoardResponse>, ProblemHttpResult>> CreateAsync(
        CreateBoardRequest request,
        Caller caller,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        if (request.Kind is not (Board.Advisory or Board.UserGroup))
            return Problem
                .Invalid("kind", $"'{request.Kind}' is neither {Board.Advisory} nor {Board.UserGroup}")
                .ToResult();
        var id = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ExecuteAsync(
                Insert,
                new
                {
                    id,
                    request.Kind,
                    request.Name,
                    request.Purpose,
                    Now = clock.GetUtcNow(),
                    By = caller.Id,
                }
            ) == 0
        )
            return new Problem(
                "feedback/board-name-taken",
                StatusCodes.Status409Conflict,
                "There is a board with this name.",
                $"'{request.Name}' is the name of another board."
            ).ToResult();
        await work.CommitAsync();
        return TypedResults.Created($"/v1/boards/{id}", await ReadAsync(database, id, ct));
    }

    private static async Task<IReadOnlyList<BoardResponse>> ListAsync(
        string? kind,
        Database database,
        CancellationToken ct
    )
    {
        var boards = new List<BoardResponse>();
        foreach (
            var id in await database.QueryAsync<Guid>(
                "select id from board where @kind::text is null or kind = @kind order by name limit 200",
                new { kind },
                ct
            )
        )
            boards.Add((await ReadAsync(database, id, ct))!);
        return boards;
    }

    private static async Task<Results<Ok<BoardResponse>, ProblemHttpResult>> GetAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        if (await ReadAsync(database, id, ct) is not { } board)
            return Problem.NotFound("board", id).ToResult();
        response.SetETag(board.Version);
        return TypedResults.Ok(board);
    }

    private static async Task<Results<Ok<BoardResponse>, ProblemHttpResult>> AddAsync(
        Guid id,
        AddMemberRequest request,
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
        await Requests.RequestService.RequireKnownAsync(work, request.AccountId, request.ContactId);
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
            if (Board.Refuses(kind, members, seniority) is { } refusal)
                return refusal.ToResult();
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
        return TypedResults.Ok(await ReadAsync(database, id, ct));
    }

    private static async Task<Results<Ok<BoardResponse>, ProblemHttpResult>> RemoveAsync(
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
        return TypedResults.Ok(await ReadAsync(database, id, ct));
    }

    private static async Task<BoardResponse?> ReadAsync(Database database, Guid id, CancellationToken ct)
    {
        var board = await database.SingleOrDefaultAsync<(string Kind, string Name, string Purpose, int Version)?>(
            "select kind, name, purpose, version from board where id = @id",
            new { id },
            ct
        );
        if (board is not { } found)
            return null;
        var members = await database.QueryAsync<BoardMember>(Members, new { id }, ct);
        return new BoardResponse(
            id,
            found.Kind,
            found.Name,
            found.Purpose,
            members,
            Board.Warnings(found.Kind, members.Count(m => m.LeftOn is null)),
            found.Version
        );
    }

    private const string Insert = """
        insert into board (id, kind, name, purpose, created_at, created_by, version)
            values (@id, @Kind, @Name, @Purpose, @Now, @By, 1) on conflict on constraint board_name_key do nothing
        """;

    private const string Join =
        "insert into board_member (id, board_id, account_id, contact_id, joined_on) values (@MemberId, @id, "
        + "@AccountId, @ContactId, @Today)";

    private const string Members = """
        select m.id, m.account_id, a.name as account, m.contact_id, c.name as contact, c.seniority, m.joined_on,
            m.left_on,
               (select count(*)::int from board_attendance t
                   where t.member_id = m.id and t.attended) as sessions_attended,
               (select count(*)::int from board_attendance t
                   where t.member_id = m.id and not t.attended) as sessions_missed
        from board_member m
        left join account_copy a on a.account_id = m.account_id
        left join contact_copy c on c.contact_id = m.contact_id
        where m.board_id = @id order by m.joined_on, m.id
        """;
}
