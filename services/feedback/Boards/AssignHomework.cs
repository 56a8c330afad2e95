using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Boards;

/// <param name="MemberId">A member's homework; or <paramref name="Owner"/>, a user's of ours.</param>
public sealed record AssignHomeworkRequest(
    Guid? MemberId,
    [StringLength(200)] string? Owner,
    [Required, StringLength(2000)] string Text,
    DateOnly DueOn
);

public static class AssignHomework
{
    public static void Map(IEndpointRouteBuilder boards) =>
        boards
            .MapPost("/{id:guid}/sessions/{sessionId:guid}/homework", HandleAsync)
            .WithName(nameof(AssignHomework))
            .WithDescription("A member takes something on by a day.");

    private static async Task<Results<Ok<SessionResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid sessionId,
        AssignHomeworkRequest request,
        Caller caller,
        Database database,
        OrganisationCalendar calendar,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        if (request.MemberId is null == (request.Owner is null))
            return Problem.Invalid("memberId", "name either a member or an owner of ours").ToResult();
        await using var work = await database.BeginAsync(ct);
        if (
            !await work.ScalarAsync<bool>(
                "select exists (select from board_session where id = @sessionId and board_id = @id)",
                new { id, sessionId }
            )
        )
            return Problem.NotFound("session", sessionId).ToResult();
        if (
            request.MemberId is { } member
            && !await work.ScalarAsync<bool>(
                "select exists (select from board_member where id = @member and board_id = @id)",
                new { id, member }
            )
        )
            return Problem.Invalid("memberId", $"{member} is no member of this board").ToResult();
        await work.ExecuteAsync(
            Assign,
            new
            {
                HomeworkId = Guid.CreateVersion7(),
                sessionId,
                request.MemberId,
                request.Owner,
                request.Text,
                request.DueOn,
            }
        );
        await work.CommitAsync();
        return TypedResults.Ok(
            (await SessionReader.ReadAsync(database, id, calendar, ct)).Single(s => s.Id == sessionId)
        );
    }

    private const string Assign =
        "insert into board_homework (id, session_id, member_id, owner, text, due_on) values (@HomeworkId, "
        + "@sessionId, @MemberId, @Owner, @Text, @DueOn)";
}
