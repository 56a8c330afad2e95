using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.WarRooms;

/// <summary>Changes one open war room under its lock.</summary>
internal static class WarRoomChanges
{
    internal static async Task<Results<Ok<WarRoomResponse>, ProblemHttpResult>> ChangeAsync(
        Guid id,
        Caller caller,
        Database database,
        Ownership ownership,
        Func<UnitOfWork, WarRoomResponse, Task> change,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync("select 1 from war_room where id = @id for update", new { id });
        if (await WarRoomReader.ReadAsync(work, id) is not { } room)
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
        var changed = await WarRoomReader.ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Ok(changed);
    }
}
