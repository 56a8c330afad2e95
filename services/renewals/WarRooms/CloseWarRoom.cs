using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.WarRooms;

public static class CloseWarRoom
{
    public static void Map(IEndpointRouteBuilder rooms) =>
        rooms
            .MapPost("/{id:guid}/closing", HandleAsync)
            .WithName(nameof(CloseWarRoom))
            .WithDescription("Closes a war room, once its criteria are met.");

    private static Task<Results<Ok<WarRoomResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Caller caller,
        Database database,
        Ownership ownership,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        WarRoomChanges.ChangeAsync(
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
}
