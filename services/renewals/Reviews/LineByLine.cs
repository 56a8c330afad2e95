using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.Renewals.Subscriptions;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Reviews;

/// <summary>The quarterly line-by-line review: proposes the accounts, keeps the asks of executives until they are
/// done.</summary>
public static class LineByLine
{
    public static void Map(IEndpointRouteBuilder sessions)
    {
        sessions
            .MapPost("/", OpenAsync)
            .WithName("OpenLxlSession")
            .WithDescription("Opens the leaders' session of a quarter with the largest accounts and their state.")
            .RequireRoles(Roles.Ops, Roles.Manager);
        sessions
            .MapGet("/", (Database database, CancellationToken ct) =>
                database.QueryAsync<SessionView>($"{Select} order by quarter desc limit 100", null, ct)
            )
            .WithName("ListLxlSessions")
            .WithDescription("The leaders' sessions, quarter by quarter.");
        sessions
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetLxlSession")
            .WithDescription("One leaders' session with its accounts and asks.");
        sessions
            .MapPost("/{id:guid}/asks", RaiseAsync)
            .WithName("RaiseLxlAsk")
            .WithDescription("Asks an executive for something at the session.");
        sessions
            .MapPost("/asks/{askId:guid}/completion", FinishAsync)
            .WithName("FinishLxlAsk")
            .WithDescription("What came of an ask; the executive who was asked says so, nobody else can.")
            .LetExecutivesWrite();
        sessions
            .MapPost("/{id:guid}/accounts/{accountId:guid}/challenges", NoteAsync)
            .WithName("NoteLxlChallenges")
            .WithDescription("What stands in the way at one account of the session.");
        sessions
            .MapPost("/{id:guid}/minutes", CloseAsync)
            .WithName("CloseLxlSession")
            .WithDescription("Closes the leaders' session with its minutes.")
            .RequireRoles(Roles.Ops, Roles.Manager);
    }

    private static async Task<Results<Created<SessionView>, ProblemHttpResult>> OpenAsync(
        OpenSessionRequest request,
        Caller caller,
        Database database,
        TimeProvider clock,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        var id = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ExecuteAsync(
                Insert,
                new
                {
                    id,
                    request.Quarter,
                    request.HeldOn,
                    By = caller.Id,
                    Now = clock.GetUtcNow(),
                }
            ) == 0
        )
            return new Problem(
                "renewals/session-exists",
                StatusCodes.Status409Conflict,
                "The quarter has its session.",
                $"There is a session for {request.Quarter}."
            ).ToResult();
        await work.ExecuteAsync(
            Propose,
            new
            {
                id,
                day.Today,
                Horizon = day.Today.AddMonths(6),
            }
        );
        var session = await ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Created($"/v1/lxl-sessions/{id}", session);
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> GetAsync(
        Guid id,
        Database database,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        return await ReadAsync(work, id) is { } session
            ? TypedResults.Ok(session)
            : Problem.NotFound("session", id).ToResult();
    }

    private static async Task<Results<Created<AskView>, ProblemHttpResult>> RaiseAsync(
        Guid id,
        RaiseAskRequest request,
        Caller caller,
        Database database,
        AccountDirectory directory,
        Ownership ownership,
        OrganisationCalendar day,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (!await directory.ExistsAsync(request.AccountId, ct))
            return SubscriptionProblems.UnknownAccount(request.AccountId).ToResult();
        await ownership.RequireAsync(caller, request.AccountId, ct);
        if (request.DueOn < day.Today)
            return Problem
                .Invalid("dueOn", $"{request.DueOn:yyyy-MM-dd} is past; give a day by which it can still be done")
                .ToResult();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<SessionView>($"{Select} where id = @id for update", new { id })
            is not { } session
        )
            return Problem.NotFound("session", id).ToResult();
        if (session.ClosedAt is not null)
            return Closed(session).ToResult();
        var askId = Guid.CreateVersion7();
        await work.ExecuteAsync(
            AddAsk,
            new
            {
                askId,
                id,
                request.AccountId,
                request.Ask,
                request.Executive,
                request.Owner,
                request.DueOn,
                Now = clock.GetUtcNow(),
            }
        );
        var row = await work.SingleOrDefaultAsync<AskView>($"{Asks} where k.id = @askId", new { askId });
        await work.CommitAsync();
        return TypedResults.Created($"/v1/lxl-sessions/{id}", row);
    }

    private static async Task<Results<Ok<AskView>, ProblemHttpResult>> FinishAsync(
        Guid askId,
        FinishAskRequest request,
        Caller caller,
        Database database,
        OrganisationCalendar day,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<AskView>($"{Asks} where k.id = @askId for update of k", new { askId })
            is not { } row
        )
            return Problem.NotFound("ask", askId).ToResult();
        if (!string.Equals(row.Executive, caller.Id, StringComparison.Ordinal))
            return Problem.Forbidden($"{row.Executive} was asked; who was asked says what came of it.").ToResult();
        if (row.DoneOn is not null)
            return new Problem(
                "renewals/ask-done",
                StatusCodes.Status409Conflict,
                "The ask is done.",
                $"It was done on {row.DoneOn:yyyy-MM-dd}: {row.Result}"
            ).ToResult();
        await work.ExecuteAsync(
            FinishAsk,
            new
            {
                askId,
                day.Today,
                Now = clock.GetUtcNow(),
                By = caller.Id,
                request.Result,
            }
        );
        row = await work.SingleOrDefaultAsync<AskView>($"{Asks} where k.id = @askId", new { askId });
        await work.CommitAsync();
        return TypedResults.Ok(row);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> NoteAsync(
        Guid id,
        Guid accountId,
        NoteChallengesRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        CancellationToken ct
    )
    {
        await ownership.RequireAsync(caller, accountId, ct);
        return
            await database.ExecuteAsync(
                NoteChallenges,
                new
                {
                    request.Challenges,
                    id,
                    accountId,
                },
                ct
            ) == 0
            ? Problem.NotFound("account of an open session", accountId).ToResult()
            : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> CloseAsync(
        Guid id,
        CloseSessionRequest request,
        Database database,
        OrganisationCalendar day,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<SessionView>($"{Select} where id = @id for update", new { id })
            is not { } session
        )
            return Problem.NotFound("session", id).ToResult();
        if (session.ClosedAt is not null)
            return Closed(session).ToResult();
        if (session.HeldOn > day.Today)
            return NotHeld(session).ToResult();
        await work.ExecuteAsync(
            "update lxl_session set minutes = @Minutes, closed_at = @Now, version = version + 1 where id = @id",
            new
            {
                request.Minutes,
                Now = clock.GetUtcNow(),
                id,
            }
        );
        var closed = await ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Ok(closed);
    }

    private static Problem NotHeld(SessionView session) =>
        new(
            "renewals/session-not-held",
            StatusCodes.Status409Conflict,
            "The session has not taken place.",
            $"{session.Quarter} is held on {session.HeldOn:yyyy-MM-dd}; minutes come afterwards."
        );

    private static Problem Closed(SessionView session) =>
        new(
            "renewals/session-closed",
            StatusCodes.Status409Conflict,
            "The session is closed.",
            $"The minutes of {session.Quarter} were signed off on {session.ClosedAt:yyyy-MM-dd}."
        );

    private static async Task<SessionView?> ReadAsync(UnitOfWork work, Guid id)
    {
        if (await work.SingleOrDefaultAsync<SessionView>($"{Select} where id = @id", new { id }) is not { } session)
            return null;
        session.Accounts = await work.QueryAsync<SessionAccountView>(Accounts, new { id });
        session.Asks = await work.QueryAsync<AskView>(OfSession, new { id });
        return session;
    }

    private const string Select = "select id, quarter, held_on, minutes, closed_at, version from lxl_session";

    private const string Insert = """
        insert into lxl_session (id, quarter, held_on, created_by, created_at, version)
            values (@id, @Quarter, @HeldOn, @By, @Now, 1)
        on conflict on constraint lxl_session_quarter do nothing
        """;

    private const string Propose = """
        insert into lxl_account (session_id, account_id, reasons)
        select @id, account_id, array_agg(reason order by reason) from (
            select account_id, 'at_risk' as reason from risk where closed_at is null
            union select account_id, 'expansion' from expansion where closed_at is null
            union select account_id, 'renewing' from renewal
                where outcome is null and ends_on between @Today and @Horizon
            union select account_id, 'open_asks' from lxl_ask where done_on is null) reasons
        group by account_id
        """;

    private const string Accounts = """
        select a.account_id, c.name, a.reasons, coalesce(v.arr, 0) as arr, h.band as health_band, a.challenges,
               (select count(*)::int from risk r
                   where r.account_id = a.account_id and r.closed_at is null) as open_risks,
               (select min(ends_on) from renewal r where r.account_id = a.account_id and r.outcome is null) as renews_on
        from lxl_account a
        left join account_copy c on c.account_id = a.account_id
        left join account_revenue v on v.account_id = a.account_id
        left join account_health h on h.account_id = a.account_id
        where a.session_id = @id order by arr desc, a.account_id
        """;

    private const string Asks = """
        select k.id, k.session_id, s.quarter, k.account_id, k.ask, k.executive, k.owner, k.due_on, k.done_on, k.result
        from lxl_ask k join lxl_session s on s.id = k.session_id
        """;

    private const string OfSession = $"""
        {Asks} join lxl_session this on this.id = @id
        where k.session_id = @id
           or (s.quarter < this.quarter and (k.done_on is null or k.done_at > this.created_at))
        order by k.due_on, k.id
        """;

    private const string NoteChallenges = """
        update lxl_account a set challenges = @Challenges from lxl_session s
        where s.id = a.session_id and s.closed_at is null and a.session_id = @id and a.account_id = @accountId
        """;

    private const string FinishAsk = """
        update lxl_ask set done_on = @Today, done_at = @Now, done_by = @By, result = @Result where id = @askId
        """;

    private const string AddAsk = """
        insert into lxl_ask (id, session_id, account_id, ask, executive, owner, due_on, created_at)
        values (@askId, @id, @AccountId, @Ask, @Executive, @Owner, @DueOn, @Now)
        """;
}
