using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Boards;

public sealed record FinishHomeworkRequest([Required, StringLength(4000)] string Result);

public static class FinishHomework
{
    public static void Map(IEndpointRouteBuilder boards) =>
        boards
            .MapPost("/{id:guid}/homework/{homeworkId:guid}/completion", HandleAsync)
            .WithName(nameof(FinishHomework))
            .WithDescription("What came of something that a member took on.");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid homeworkId,
        FinishHomeworkRequest request,
        Caller caller,
        Database database,
        OrganisationCalendar calendar,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ExecuteAsync(
                Finish,
                new
                {
                    id,
                    homeworkId,
                    calendar.Today,
                    request.Result,
                }
            ) == 0
        )
            return Problem.NotFound("homework", homeworkId).ToResult();
        await work.CommitAsync();
        return TypedResults.NoContent();
    }

    private const string Finish = """
        update board_homework set done_on = @Today, result = @Result
        where id = @homeworkId and done_on is null and session_id in (select id from board_session where board_id = @id)
        """;
}
