using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Reviews;

public sealed record CloseLxlSessionRequest([Required, StringLength(20_000)] string Minutes);

public static class CloseLxlSession
{
    public static void Map(IEndpointRouteBuilder sessions) =>
        sessions
            .MapPost("/{id:guid}/minutes", HandleAsync)
            .WithName(nameof(CloseLxlSession))
            .WithDescription("Closes the leaders' session with its minutes.")
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Ok<LxlSessionResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CloseLxlSessionRequest request,
        Database database,
        OrganisationCalendar day,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<LxlSessionResponse>(
                $"{LxlSessionReader.Select} where id = @id for update",
                new { id }
            )
            is not { } session
        )
            return Problem.NotFound("session", id).ToResult();
        if (session.ClosedAt is not null)
            return LxlProblems.Closed(session).ToResult();
        if (session.HeldOn > day.Today)
            return NotHeld(session).ToResult();
        await work.ExecuteAsync(
            "update lxl_session set minutes = @Minutes, closed_at = @Now, version = version + 1 where id = @id",
            new
            {
                request.Minutes,
                Now = clock.GetUtcNow(),
                id,
            }
        );
        var closed = await LxlSessionReader.ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Ok(closed);
    }

    private static Problem NotHeld(LxlSessionResponse session) =>
        new(
            "renewals/session-not-held",
            StatusCodes.Status409Conflict,
            "The session has not taken place.",
            $"{session.Quarter} is held on {session.HeldOn:yyyy-MM-dd}; minutes come afterwards."
        );
}
