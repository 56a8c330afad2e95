using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Boards;

public static class ListBoardSessions
{
    public static void Map(IEndpointRouteBuilder boards) =>
        boards
            .MapGet("/{id:guid}/sessions", HandleAsync)
            .WithName(nameof(ListBoardSessions))
            .WithDescription("The board's sessions with attendance and homework.");

    private static async Task<Results<Ok<IReadOnlyList<SessionResponse>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        OrganisationCalendar calendar,
        CancellationToken ct
    ) =>
        await database.ScalarAsync<bool>("select exists (select from board where id = @id)", new { id }, ct)
            ? TypedResults.Ok(await SessionReader.ReadAsync(database, id, calendar, ct))
            : Problem.NotFound("board", id).ToResult();
}
