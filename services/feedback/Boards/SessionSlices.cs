using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Boards;

/// <summary>A board's sessions: who came, and what was to be done until the next.</summary>
public static class SessionSlices
{
    public static void Map(IEndpointRouteBuilder boards)
    {
        boards
            .MapPost("/{id:guid}/sessions", CreateAsync)
            .WithName("CreateBoardSession")
            .WithDescription("Records or plans a session of a board.");
        boards
            .MapGet("/{id:guid}/sessions", ListAsync)
            .WithName("ListBoardSessions")
            .WithDescription("The board's sessions with attendance and homework.");
        boards
            .MapPut("/{id:guid}/sessions/{sessionId:guid}/attendance", AttendAsync)
            .WithName("RecordAttendance")
            .WithDescription("Who was at the session, and its minutes.");
        boards
            .MapPost("/{id:guid}/sessions/{sessionId:guid}/homework", AssignAsync)
            .WithName("AssignHomework")
            .WithDescription("A member takes something on by a day.");
        boards
            .MapPost("/{id:guid}/homework/{homeworkId:guid}/completion", FinishAsync)
            .WithName("FinishHomework")
            .WithDescription("What came of something that a member took on.");
    }

    private static async Task<Results<Created<SessionResponse>, ProblemHttpResult>> CreateAsync(
        Guid id,
        CreateSessionRequest request,
        Caller caller,
        Database database,
        OrganisationCalendar calendar,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        var sessionId = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        if (!await work.ScalarAsync<bool>("select exists (select from board where id = @id)", new { id }))
            return Problem.NotFound("board", id).ToResult();
        if (
            await work.ExecuteAsync(
                Insert,
                new
                {
                    sessionId,
                    id,
                    request.HeldOn,
                    request.Topic,
                    request.Agenda,
                }
            ) == 0
        )
            return new Problem(
                "feedback/session-exists",
                StatusCodes.Status409Conflict,
                "There is such a session.",
                $"The board meets about '{request.Topic}' on {request.HeldOn:yyyy-MM-dd} already."
            ).ToResult();
        await work.CommitAsync();
        return TypedResults.Created(
            $"/v1/boards/{id}/sessions",
            (await ReadAsync(database, id, calendar, ct)).Single(s => s.Id == sessionId)
        );
    }

    private static async Task<Results<Ok<IReadOnlyList<SessionResponse>>, ProblemHttpResult>> ListAsync(
        Guid id,
        Database database,
        OrganisationCalendar calendar,
        CancellationToken ct
    ) =>
        await database.ScalarAsync<bool>("select exists (select from board where id = @id)", new { id }, ct)
            ? TypedResults.Ok(await ReadAsync(database, id, calendar, ct))
            : Problem.NotFound("board", id).ToResult();

    private static async Task<Results<Ok<SessionResponse>, ProblemHttpResult>> AttendAsync(
        Guid id,
        Guid sessionId,
        RecordAttendanceRequest request,
        Caller caller,
        Database database,
        OrganisationCalendar calendar,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<DateOnly?>(
                "select held_on from board_session where id = @sessionId and board_id = @id for update",
                new { id, sessionId }
            )
            is not { } heldOn
        )
            return Problem.NotFound("session", sessionId).ToResult();
        if (heldOn > calendar.Today)
            return Problem
                .Invalid("attended", $"the session is on {heldOn:yyyy-MM-dd}; nobody was there yet")
                .ToResult();
        await work.ExecuteAsync(
            "update board_session set minutes = coalesce(@Minutes, minutes) where id = @sessionId",
            new { sessionId, request.Minutes }
        );
        var members = request.Attended.Keys.ToArray();
        if (
            await work.ScalarAsync<int>(
                "select count(*)::int from board_member where board_id = @id and id = any(@members)",
                new { id, members }
            ) < members.Length
        )
            return Problem.Invalid("attended", "names somebody who is no member of this board").ToResult();
        await work.ExecuteAsync(
            Attend,
            new
            {
                sessionId,
                members,
                Attended = members.Select(m => request.Attended[m]).ToArray(),
            }
        );
        await work.CommitAsync();
        return TypedResults.Ok((await ReadAsync(database, id, calendar, ct)).Single(s => s.Id == sessionId));
    }

    private static async Task<Results<Ok<SessionResponse>, ProblemHttpResult>> AssignAsync(
        Guid id,
        Guid sessionId,
        AssignHomeworkRequest request,
        Caller caller,
        Database database,
        OrganisationCalendar calendar,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        if (request.MemberId is null == (request.Owner is null))
            return Problem.Invalid("memberId", "name either a member or an owner of ours").ToResult();
        await using var work = await database.BeginAsync(ct);
        if (
            !await work.ScalarAsync<bool>(
                "select exists (select from board_session where id = @sessionId and board_id = @id)",
                new { id, sessionId }
            )
        )
            return Problem.NotFound("session", sessionId).ToResult();
        if (
            request.MemberId is { } member
            && !await work.ScalarAsync<bool>(
                "select exists (select from board_member where id = @member and board_id = @id)",
                new { id, member }
            )
        )
            return Problem.Invalid("memberId", $"{member} is no member of this board").ToResult();
        await work.ExecuteAsync(
            Assign,
            new
            {
                HomeworkId = Guid.CreateVersion7(),
                sessionId,
                request.MemberId,
                request.Owner,
                request.Text,
                request.DueOn,
            }
        );
        await work.CommitAsync();
        return TypedResults.Ok((await ReadAsync(database, id, calendar, ct)).Single(s => s.Id == sessionId));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> FinishAsync(
        Guid id,
        Guid homeworkId,
        FinishHomeworkRequest request,
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
                Finish,
                new
                {
                    id,
                    homeworkId,
                    calendar.Today,
                    request.Result,
                }
            ) == 0
        )
            return Problem.NotFound("homework", homeworkId).ToResult();
        await work.CommitAsync();
        return TypedResults.NoContent();
    }

    private static async Task<IReadOnlyList<SessionResponse>> ReadAsync(
        Database database,
        Guid board,
        OrganisationCalendar calendar,
        CancellationToken ct
    )
    {
        var sessions = await database.QueryAsync<Row>(Sessions, new { board }, ct);
        var homework = (
            await database.QueryAsync<HomeworkResponse>(Homework, new { board, calendar.Today }, ct)
        ).ToLookup(h => h.SessionId);
        return
        [
            .. sessions.Select(s => new SessionResponse(
                s.Id,
                board,
                s.HeldOn,
                s.Topic,
                s.Agenda,
                s.Minutes,
                s.Attended,
                s.Missed,
                s.Attended + s.Missed == 0 ? null : decimal.Round((decimal)s.Attended / (s.Attended + s.Missed), 4),
                [.. homework[s.Id]]
            )),
        ];
    }

    private sealed class Row
    {
        public Guid Id { get; init; }
        public DateOnly HeldOn { get; init; }
        public string Topic { get; init; } = "";
        public string? Agenda { get; init; }
        public string? Minutes { get; init; }
        public int Attended { get; init; }
        public int Missed { get; init; }
    }

    private const string Insert =
        "insert into board_session (id, board_id, held_on, topic, agenda) values (@sessionId, @id, @HeldOn, "
        + "@Topic, @Agenda) on conflict on constraint board_session_once do nothing";

    private const string Attend = """
        insert into board_attendance (session_id, member_id, attended) select @sessionId, m, a
            from unnest(@members, @Attended) as t (m, a)
        on conflict (session_id, member_id) do update set attended = excluded.attended
        """;

    private const string Assign =
        "insert into board_homework (id, session_id, member_id, owner, text, due_on) values (@HomeworkId, "
        + "@sessionId, @MemberId, @Owner, @Text, @DueOn)";

    private const string Finish = """
        update board_homework set done_on = @Today, result = @Result
        where id = @homeworkId and done_on is null and session_id in (select id from board_session where board_id = @id)
        """;

    private const string Sessions = """
        select s.id, s.held_on, s.topic, s.agenda, s.minutes, (select count(*)::int from board_attendance t
            where t.session_id = s.id and t.attended) as attended,
               (select count(*)::int from board_attendance t where t.session_id = s.id and not t.attended) as missed
        from board_session s where s.board_id = @board order by s.held_on desc, s.id
        """;

    private const string Homework = """
        select h.id, h.session_id, h.member_id, h.owner, h.text, h.due_on, h.done_on, h.result, h.done_on is null
            and h.due_on < @Today as overdue
        from board_homework h join board_session s on s.id = h.session_id where s.board_id = @board
            order by h.due_on, h.id
        """;
}
