using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.WarRooms;

public static class WarRoomSlices
{
    public static void Map(IEndpointRouteBuilder rooms)
    {
        rooms
            .MapPost("/", OpenAsync)
            .WithName("OpenWarRoom")
            .WithDescription("Opens a war room for an account, with what has to be true to close it.");
        rooms
            .MapGet("/", (bool? open, Database database, CancellationToken ct) =>
                database.QueryAsync<WarRoomView>(
                    $"{Select} where @open::bool is null or (w.closed_at is null) = @open order by w.opened_at "
                        + $"desc limit 200",
                    new { open },
                    ct
                )
            )
            .WithName("ListWarRooms")
            .WithDescription("War rooms, open and closed.");
        rooms.MapGet("/{id:guid}", GetAsync).WithName("GetWarRoom").WithDescription("One war room with its criteria.");
        rooms
            .MapGet("/{id:guid}/meetings", MeetingsAsync)
            .WithName("ListWarRoomMeetings")
            .WithDescription("The meetings of a war room with their notes, the latest first.");
        rooms
            .MapPost("/{id:guid}/criteria/{criterionId:guid}/met", MeetAsync)
            .WithName("MeetWarRoomCriterion")
            .WithDescription("One of the criteria for closing the war room is met.");
        rooms
            .MapPost("/{id:guid}/meetings", HoldAsync)
            .WithName("HoldWarRoomMeeting")
            .WithDescription("A meeting of the war room took place.");
        rooms
            .MapPost("/{id:guid}/closing", CloseAsync)
            .WithName("CloseWarRoom")
            .WithDescription("Closes a war room, once its criteria are met.");
    }

    private static async Task<Results<Created<WarRoomView>, ProblemHttpResult>> OpenAsync(
        OpenWarRoomRequest request,
        Caller caller,
        Database database,
        AccountDirectory directory,
        Ownership ownership,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (!await directory.ExistsAsync(request.AccountId, ct))
            return Problem.Invalid("accountId", $"there is no account {request.AccountId}").ToResult();
        await ownership.RequireAsync(caller, request.AccountId, ct);
        var id = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ExecuteAsync(
                Insert,
                new
                {
                    id,
                    request.AccountId,
                    request.Owner,
                    request.Purpose,
                    request.RhythmDays,
                    Now = clock.GetUtcNow(),
                    By = caller.Id,
                }
            ) == 0
        )
            return new Problem(
                "renewals/war-room-open",
                StatusCodes.Status409Conflict,
                "The account has an open war room.",
                "Close it, or add to it."
            ).ToResult();
        await work.ExecuteAsync(AddCriteria, new { id, Criteria = request.ExitCriteria.ToArray() });
        var room = await ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Created($"/v1/war-rooms/{id}", room);
    }

    private static async Task<Results<Ok<WarRoomView>, ProblemHttpResult>> GetAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (await ReadAsync(work, id) is not { } room)
            return Problem.NotFound("war room", id).ToResult();
        response.SetETag(room.Version);
        return TypedResults.Ok(room);
    }

    private static async Task<Results<Ok<IReadOnlyList<WarRoomMeetingView>>, ProblemHttpResult>> MeetingsAsync(
        Guid id,
        Database database,
        CancellationToken ct
    )
    {
        if (!await database.ScalarAsync<bool>("select exists (select from war_room where id = @id)", new { id }, ct))
            return Problem.NotFound("war room", id).ToResult();
        return TypedResults.Ok(await database.QueryAsync<WarRoomMeetingView>(Meetings, new { id }, ct));
    }

    private static Task<Results<Ok<WarRoomView>, ProblemHttpResult>> MeetAsync(
        Guid id,
        Guid criterionId,
        MeetCriterionRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        CancellationToken ct
    ) =>
        ChangeAsync(
            id,
            caller,
            database,
            ownership,
            async (work, _) =>
            {
                if (
                    await work.ExecuteAsync(
                        Meet,
                        new
                        {
                            id,
                            criterionId,
                            request.MetOn,
                            request.Evidence,
                            By = caller.Id,
                        }
                    ) == 0
                )
                    throw Problem.NotFound("unmet criterion", criterionId).ToException();
            },
            ct
        );

    private static Task<Results<Ok<WarRoomView>, ProblemHttpResult>> HoldAsync(
        Guid id,
        HoldMeetingRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        CancellationToken ct
    ) =>
        ChangeAsync(
            id,
            caller,
            database,
            ownership,
            (work, _) =>
                work.ExecuteAsync(
                    "insert into war_room_meeting (id, war_room_id, held_on, notes, recorded_by) values "
                        + "(gen_random_uuid(), @id, @HeldOn, @Notes, @By)",
                    new
                    {
                        id,
                        request.HeldOn,
                        request.Notes,
                        By = caller.Id,
                    }
                ),
            ct
        );

    private static Task<Results<Ok<WarRoomView>, ProblemHttpResult>> CloseAsync(
        Guid id,
        Caller caller,
        Database database,
        Ownership ownership,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        ChangeAsync(
            id,
            caller,
            database,
            ownership,
            async (work, room) =>
            {
                var unmet = room.Criteria.Where(c => c.MetOn is null).Select(c => c.Criterion).ToList();
                if (unmet.Count > 0)
                {
                    throw new Problem(
                        "renewals/criteria-unmet",
                        StatusCodes.Status409Conflict,
                        "The exit criteria are not met.",
                        $"Still unmet: {string.Join("; ", unmet)}."
                    )
                    {
                        Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["unmet"] = unmet },
                    }.ToException();
                }

                await work.ExecuteAsync(
                    "update war_room set closed_at = @Now, closed_by = @By where id = @id",
                    new
                    {
                        id,
                        Now = clock.GetUtcNow(),
                        By = caller.Id,
                    }
                );
            },
            ct
        );

    private static async Task<Results<Ok<WarRoomView>, ProblemHttpResult>> ChangeAsync(
        Guid id,
        Caller caller,
        Database database,
        Ownership ownership,
        Func<UnitOfWork, WarRoomView, Task> change,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync("select 1 from war_room where id = @id for update", new { id });
        if (await ReadAsync(work, id) is not { } room)
            return Problem.NotFound("war room", id).ToResult();
        await ownership.RequireAsync(caller, room.AccountId, ct);
        if (room.ClosedAt is not null)
            return new Problem(
                "renewals/war-room-closed",
                StatusCodes.Status409Conflict,
                "The war room is closed.",
                $"It was closed on {room.ClosedAt:yyyy-MM-dd}."
            ).ToResult();
        await change(work, room);
        await work.ExecuteAsync("update war_room set version = version + 1 where id = @id", new { id });
        var changed = await ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Ok(changed);
    }

    private static async Task<WarRoomView?> ReadAsync(UnitOfWork work, Guid id)
    {
        var room = await work.SingleOrDefaultAsync<WarRoomView>($"{Select} where w.id = @id", new { id });
        if (room is not null)
            room.Criteria = await work.QueryAsync<CriterionView>(
                "select id, criterion, met_on, met_by, evidence from war_room_criterion where war_room_id = @id "
                    + "order by position",
                new { id }
            );
        return room;
    }

    private const string Select = """
        select w.id, w.account_id, w.owner, w.purpose, w.rhythm_days, w.opened_at, w.closed_at, w.version,
               (select max(held_on) from war_room_meeting m where m.war_room_id = w.id) as last_meeting_on
        from war_room w
        """;

    private const string Meetings = """
        select id, held_on, notes, recorded_by from war_room_meeting where war_room_id = @id order by held_on desc, id
        """;

    private const string Insert = """
        insert into war_room (id, account_id, owner, purpose, rhythm_days, opened_at, opened_by, version)
        values (@id, @AccountId, @Owner, @Purpose, @RhythmDays, @Now, @By, 1)
        on conflict (account_id) where closed_at is null do nothing
        """;

    private const string AddCriteria = """
        insert into war_room_criterion (id, war_room_id, position, criterion)
        select gen_random_uuid(), @id, position, criterion
            from unnest(@Criteria) with ordinality as t (criterion, position)
        """;

    private const string Meet = """
        update war_room_criterion set met_on = @MetOn, met_by = @By, evidence = @Evidence
            where id = @criterionId and war_room_id = @id and met_on is null
        """;
}
