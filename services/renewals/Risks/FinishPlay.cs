using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Risks;

/// <param name="Result">What came of it.</param>
public sealed record FinishPlayRequest([Required, StringLength(2000)] string Result);

public static class FinishPlay
{
    public static void Map(IEndpointRouteBuilder risks) =>
        risks
            .MapPost("/{id:guid}/plays/{play}/completion", HandleAsync)
            .WithName(nameof(FinishPlay))
            .WithDescription("A play against a risk is done, with what came of it.");

    private static async Task<Results<Ok<IReadOnlyList<RiskPlayResponse>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        string play,
        FinishPlayRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (await RiskLock.LockAsync(work, id) is not { } risk)
            return Problem.NotFound("risk", id).ToResult();
        await ownership.RequireAsync(caller, risk.AccountId, ct);
        var done = await work.ExecuteAsync(
            Finish,
            new
            {
                id,
                play,
                request.Result,
                Now = clock.GetUtcNow(),
                By = caller.Id,
            }
        );
        var plays = await work.QueryAsync<RiskPlayResponse>(RiskPlayResponse.OfRisk, new { id });
        if (plays.FirstOrDefault(p => p.Play == play) is not { } known)
            return Problem.NotFound("play of the risk", play).ToResult();
        if (done == 0)
            return PlayDone(known).ToResult();
        await work.CommitAsync();
        return TypedResults.Ok(plays);
    }

    private static Problem PlayDone(RiskPlayResponse play) =>
        new(
            "renewals/play-done",
            StatusCodes.Status409Conflict,
            "The play is done.",
            $"It was done on {play.DoneAt:yyyy-MM-dd}: {play.Result}"
        );

    private const string Finish = """
        update risk_play set done_at = @Now, done_by = @By, result = @Result
        where risk_id = @id and play = @play and done_at is null
        """;
}
