using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Boards;

public static class ListBoards
{
    public static void Map(IEndpointRouteBuilder boards) =>
        boards
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListBoards))
            .WithDescription("The advisory boards and user groups.");

    private static async Task<Ok<IReadOnlyList<BoardResponse>>> HandleAsync(
        string? kind,
        Database database,
        CancellationToken ct
    )
    {
        var boards = new List<BoardResponse>();
        foreach (
            var id in await database.QueryAsync<Guid>(
                "select id from board where @kind::text is null or kind = @kind order by name limit 200",
                new { kind },
                ct
            )
        )
            boards.Add((await BoardReader.ReadAsync(database, id, ct))!);
        return TypedResults.Ok<IReadOnlyList<BoardResponse>>(boards);
    }
}
