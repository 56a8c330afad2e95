using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Boards;

public static class GetBoard
{
    public static void Map(IEndpointRouteBuilder boards) =>
        boards
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetBoard))
            .WithDescription("One board with who is and was on it.");

    private static async Task<Results<Ok<BoardResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        if (await BoardReader.ReadAsync(database, id, ct) is not { } board)
            return Problem.NotFound("board", id).ToResult();
        response.SetETag(board.Version);
        return TypedResults.Ok(board);
    }
}
