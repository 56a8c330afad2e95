using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Renewals.WarRooms;

public static class ListWarRooms
{
    public static void Map(IEndpointRouteBuilder rooms) =>
        rooms.MapGet("/", HandleAsync).WithName(nameof(ListWarRooms)).WithDescription("War rooms, open and closed.");

    private static async Task<Ok<IReadOnlyList<WarRoomResponse>>> HandleAsync(
        bool? open,
        Database database,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await database.QueryAsync<WarRoomResponse>(
                $"{WarRoomReader.Select} where @open::bool is null or (w.closed_at is null) = @open "
                    + "order by w.opened_at desc limit 200",
                new { open },
                ct
            )
        );
}
