using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.WarRooms;

public static class GetWarRoom
{
    public static void Map(IEndpointRouteBuilder rooms) =>
        rooms
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetWarRoom))
            .WithDescription("One war room with its criteria.");

    private static async Task<Results<Ok<WarRoomResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (await WarRoomReader.ReadAsync(work, id) is not { } room)
            return Problem.NotFound("war room", id).ToResult();
        response.SetETag(room.Version);
        return TypedResults.Ok(room);
    }
}
