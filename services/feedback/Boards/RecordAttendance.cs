using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Boards;

/// <param name="Attended">Member → was there. Members left out stay as they were.</param>
public sealed record RecordAttendanceRequest(
    [Required, MinLength(1)] IReadOnlyDictionary<Guid, bool> Attended,
    [StringLength(20_000)] string? Minutes
);

public static class RecordAttendance
{
    public static void Map(IEndpointRouteBuilder boards) =>
        boards
            .MapPut("/{id:guid}/sessions/{sessionId:guid}/attendance", HandleAsync)
            .WithName(nameof(RecordAttendance))
            .WithDescription("Who was at the session, and its minutes.");

    private static async Task<Results<Ok<SessionResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid sessionId,
        RecordAttendanceRequest request,
        Caller caller,
        Database database,
        OrganisationCalendar calendar,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<DateOnly?>(
                "select held_on from board_session where id = @sessionId and board_id = @id for update",
                new { id, sessionId }
            )
            is not { } heldOn
        )
            return Problem.NotFound("session", sessionId).ToResult();
        if (heldOn > calendar.Today)
            return Problem
                .Invalid("attended", $"the session is on {heldOn:yyyy-MM-dd}; nobody was there yet")
                .ToResult();
        await work.ExecuteAsync(
            "update board_session set minutes = coalesce(@Minutes, minutes) where id = @sessionId",
            new { sessionId, request.Minutes }
        );
        var members = request.Attended.Keys.ToArray();
        if (
            await work.ScalarAsync<int>(
                "select count(*)::int from board_member where board_id = @id and id = any(@members)",
                new { id, members }
            ) < members.Length
        )
            return Problem.Invalid("attended", "names a person who is not a member of this board").ToResult();
        await work.ExecuteAsync(
            Attend,
            new
            {
                sessionId,
                members,
                Attended = members.Select(m => request.Attended[m]).ToArray(),
            }
        );
        await work.CommitAsync();
        return TypedResults.Ok(
            (await SessionReader.ReadAsync(database, id, calendar, ct)).Single(s => s.Id == sessionId)
        );
    }

    private const string Attend = """
        insert into board_attendance (session_id, member_id, attended) select @sessionId, m, a
            from unnest(@members, @Attended) as t (m, a)
        on conflict (session_id, member_id) do update set attended = excluded.attended
        """;
}
