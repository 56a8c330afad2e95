using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Risks;

/// <param name="Play">Code of a play of the risk's category; GET /v1/risks/plays lists them.</param>
public sealed record StartPlayRequest([Required] string Play, DateOnly DueOn);

public static class StartPlay
{
    public static void Map(IEndpointRouteBuilder risks) =>
        risks
            .MapPost("/{id:guid}/plays", HandleAsync)
            .WithName(nameof(StartPlay))
            .WithDescription("Starts a play against a risk. A second time moves its due day.");

    private static async Task<Results<Ok<IReadOnlyList<RiskPlayResponse>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        StartPlayRequest request,
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
        if (risk.ClosedAt is not null)
            return RiskProblems.NotNext(risk, "a play").ToResult();
        if (
            await work.ScalarAsync<string?>("select category from play where code = @Play", new { request.Play })
            is not { } category
        )
            return Problem
                .Invalid("play", $"there is no play '{request.Play}'; GET /v1/risks/plays lists them")
                .ToResult();
        if (category != risk.Category)
            return Problem
                .Invalid("play", $"'{request.Play}' is a play for {category}; the risk is {risk.Category}")
                .ToResult();
        await work.ExecuteAsync(
            Start,
            new
            {
                id,
                request.Play,
                Now = clock.GetUtcNow(),
                By = caller.Id,
                request.DueOn,
            }
        );
        var plays = await work.QueryAsync<RiskPlayResponse>(RiskPlayResponse.OfRisk, new { id });
        await work.CommitAsync();
        return TypedResults.Ok(plays);
    }

    private const string Start = """
        insert into risk_play (risk_id, play, started_at, started_by, due_on) values (@id, @Play, @Now, @By, @DueOn)
        on conflict (risk_id, play) do update set due_on = excluded.due_on
        """;
}
