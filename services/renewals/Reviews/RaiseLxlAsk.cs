using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Reviews;

/// <param name="Ask">What we ask of the executive.</param>
/// <param name="Executive">User id of the executive who is asked; only they can finish it.</param>
/// <param name="Owner">User id of who looks after it.</param>
/// <param name="DueOn">By when, ISO date; today or later.</param>
public sealed record RaiseLxlAskRequest(
    Guid AccountId,
    [Required, StringLength(1000)] string Ask,
    [Required, StringLength(200)] string Executive,
    [Required, StringLength(200)] string Owner,
    DateOnly DueOn
);

public static class RaiseLxlAsk
{
    public static void Map(IEndpointRouteBuilder sessions) =>
        sessions
            .MapPost("/{id:guid}/asks", HandleAsync)
            .WithName(nameof(RaiseLxlAsk))
            .WithDescription("LxlSessionReader.Asks an executive for something at the session.");

    private static async Task<Results<Created<LxlAskResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RaiseLxlAskRequest request,
        Caller caller,
        Database database,
        AccountDirectory directory,
        Ownership ownership,
        OrganisationCalendar day,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (!await directory.ExistsAsync(request.AccountId, ct))
            return AccountProblems.UnknownAccount(request.AccountId).ToResult();
        await ownership.RequireAsync(caller, request.AccountId, ct);
        if (request.DueOn < day.Today)
            return Problem
                .Invalid("dueOn", $"{request.DueOn:yyyy-MM-dd} is past; give a day by which it can still be done")
                .ToResult();
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
        var askId = Guid.CreateVersion7();
        await work.ExecuteAsync(
            AddAsk,
            new
            {
                askId,
                id,
                request.AccountId,
                request.Ask,
                request.Executive,
                request.Owner,
                request.DueOn,
                Now = clock.GetUtcNow(),
            }
        );
        var row = await work.SingleOrDefaultAsync<LxlAskResponse>(
            $"{LxlSessionReader.Asks} where k.id = @askId",
            new { askId }
        );
        await work.CommitAsync();
        return TypedResults.Created($"/v1/lxl-sessions/{id}", row);
    }

    private const string AddAsk = """
        insert into lxl_ask (id, session_id, account_id, ask, executive, owner, due_on, created_at)
        values (@askId, @id, @AccountId, @Ask, @Executive, @Owner, @DueOn, @Now)
        """;
}
