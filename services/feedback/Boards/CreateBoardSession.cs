using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Boards;

public sealed record CreateBoardSessionRequest(
    DateOnly HeldOn,
    [Required, StringLength(300)] string Topic,
    [StringLength(10_000)] string? Agenda
);

public static class CreateBoardSession
{
    public static void Map(IEndpointRouteBuilder boards) =>
        boards
            .MapPost("/{id:guid}/sessions", HandleAsync)
            .WithName(nameof(CreateBoardSession))
            .WithDescription("Records or plans a session of a board.");

    private static async Task<Results<Created<SessionResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CreateBoardSessionRequest request,
        Caller caller,
        Database database,
        OrganisationCalendar calendar,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        var sessionId = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        if (!await work.ScalarAsync<bool>("select exists (select from board where id = @id)", new { id }))
            return Problem.NotFound("board", id).ToResult();
        if (
            await work.ExecuteAsync(
                Insert,
                new
                {
                    sessionId,
                    id,
                    request.HeldOn,
                    request.Topic,
                    request.Agenda,
                }
            ) == 0
        )
            return new Problem(
                "feedback/session-exists",
                StatusCodes.Status409Conflict,
                "There is such a session.",
                $"The board meets about '{request.Topic}' on {request.HeldOn:yyyy-MM-dd} already."
            ).ToResult();
        await work.CommitAsync();
        return TypedResults.Created(
            $"/v1/boards/{id}/sessions",
            (await SessionReader.ReadAsync(database, id, calendar, ct)).Single(s => s.Id == sessionId)
        );
    }

    private const string Insert =
        "insert into board_session (id, board_id, held_on, topic, agenda) values (@sessionId, @id, @HeldOn, "
        + "@Topic, @Agenda) on conflict on constraint board_session_once do nothing";
}
