using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.WarRooms;

public static class ListWarRoomMeetings
{
    public static void Map(IEndpointRouteBuilder rooms) =>
        rooms
            .MapGet("/{id:guid}/meetings", HandleAsync)
            .WithName(nameof(ListWarRoomMeetings))
            .WithDescription("The meetings of a war room with their notes, the latest first.");

    private static async Task<Results<Ok<IReadOnlyList<WarRoomMeetingResponse>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        CancellationToken ct
    )
    {
        if (!await database.ScalarAsync<bool>("select exists (select from war_room where id = @id)", new { id }, ct))
            return Problem.NotFound("war room", id).ToResult();
        return TypedResults.Ok(await database.QueryAsync<WarRoomMeetingResponse>(Meetings, new { id }, ct));
    }

    private const string Meetings = """
        select id, held_on, notes, recorded_by from war_room_meeting where war_room_id = @id order by held_on desc, id
        """;
}
