using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.Renewals.Values;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Renewals.WarRooms;

/// <param name="HeldOn">The day on which it took place, ISO date; not in the future.</param>
/// <param name="Notes">What was said and decided.</param>
public sealed record HoldWarRoomMeetingRequest(
    [Happened] DateOnly HeldOn,
    [Required, StringLength(10_000)] string Notes
);

public static class HoldWarRoomMeeting
{
    public static void Map(IEndpointRouteBuilder rooms) =>
        rooms
            .MapPost("/{id:guid}/meetings", HandleAsync)
            .WithName(nameof(HoldWarRoomMeeting))
            .WithDescription("A meeting of the war room took place.");

    private static Task<Results<Ok<WarRoomResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HoldWarRoomMeetingRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        CancellationToken ct
    ) =>
        WarRoomChanges.ChangeAsync(
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
}
