using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.WarRooms;

/// <param name="ExitCriteria">What has to be true before it may be closed.</param>
/// <param name="RhythmDays">Days from one meeting to the next.</param>
public sealed record OpenWarRoomRequest(
    Guid AccountId,
    [Required] string Owner,
    [Required, StringLength(2000)] string Purpose,
    [Range(1, 90)] int RhythmDays,
    [Required, MinLength(1), MaxLength(20)] IReadOnlyList<string> ExitCriteria
);

public static class OpenWarRoom
{
    public static void Map(IEndpointRouteBuilder rooms) =>
        rooms
            .MapPost("/", HandleAsync)
            .WithName(nameof(OpenWarRoom))
            .WithDescription("Opens a war room for an account, with what has to be true to close it.");

    private static async Task<Results<Created<WarRoomResponse>, ProblemHttpResult>> HandleAsync(
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
            return AccountProblems.UnknownAccount(request.AccountId).ToResult();
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
        var room = await WarRoomReader.ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Created($"/v1/war-rooms/{id}", room);
    }

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
}
