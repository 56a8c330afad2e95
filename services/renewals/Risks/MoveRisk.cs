using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Renewals;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Risks;

/// <param name="Plan">What is done about it; required for <c>plan_in_place</c>.</param>
public sealed record MoveRiskRequest(
    [Required] string To,
    [StringLength(4000)] string? Plan,
    [StringLength(2000)] string? Note
);

/// <summary>open → plan_in_place → saving → recovered | lost; the days in each state are kept.</summary>
public static class MoveRisk
{
    public static void Map(IEndpointRouteBuilder risks)
    {
        risks.MapPost("/{id:guid}/state", MoveAsync).WithName(nameof(MoveRisk));
        risks
            .MapPost("/{id:guid}/plays", StartPlayAsync)
            .WithName("StartPlay")
            .WithDescription("Starts a play against a risk. A second time moves its due day.");
        risks
            .MapPost("/{id:guid}/plays/{play}/completion", FinishPlayAsync)
            .WithName("FinishPlay")
            .WithDescription("A play against a risk is done, with what came of it.");
    }

    private static async Task<Results<Ok<RiskView>, ProblemHttpResult>> MoveAsync(
        Guid id,
        MoveRiskRequest request,
        HttpContext http,
        Caller caller,
        Database database,
        Ownership ownership,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var expected = http.Request.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        if (await LockAsync(work, id) is not { } risk)
            return Problem.NotFound("risk", id).ToResult();
        await ownership.RequireAsync(caller, risk.AccountId, ct);
        if (expected is { } version && version != risk.Version)
            return ETags
                .LostUpdate(
                    "risk",
                    version,
                    risk.Version,
                    risk,
                    await work.QueryAsync<VersionChange>(Since, new { id, version })
                )
                .ToResult();
        if (!RiskRules.After(risk.State).Contains(request.To))
            return NotNext(risk, request.To).ToResult();
        if (request.To == "plan_in_place" && string.IsNullOrWhiteSpace(request.Plan))
            return Problem.Invalid("plan", "a risk has a plan in place when the plan is written down").ToResult();

        var now = clock.GetUtcNow();
        await work.ExecuteAsync(
            Move,
            new
            {
                id,
                request.To,
                request.Plan,
                Now = now,
                Closed = request.To is "recovered" or "lost",
            }
        );
        await work.ExecuteAsync(
            AddState,
            new
            {
                id,
                Version = risk.Version + 1,
                request.To,
                Now = now,
                By = caller.Id,
                request.Note,
            }
        );
        await work.EnqueueAsync(
            new RiskMoved(
                risk.AccountId,
                id,
                risk.Version + 1,
                risk.State,
                request.To,
                (int)(now - risk.StateEnteredAt).TotalDays
            ),
            risk.AccountId
        );
        var moved = await work.SingleOrDefaultAsync<RiskView>($"{RiskView.Select} where r.id = @id", new { id });
        await work.CommitAsync();
        http.Response.SetETag(moved!.Version);
        return TypedResults.Ok(moved);
    }

    private static async Task<Results<Ok<IReadOnlyList<RiskPlayView>>, ProblemHttpResult>> StartPlayAsync(
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
        if (await LockAsync(work, id) is not { } risk)
            return Problem.NotFound("risk", id).ToResult();
        await ownership.RequireAsync(caller, risk.AccountId, ct);
        if (risk.ClosedAt is not null)
            return NotNext(risk, "a play").ToResult();
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
        var plays = await work.QueryAsync<RiskPlayView>(GetRisks.Plays, new { id });
        await work.CommitAsync();
        return TypedResults.Ok(plays);
    }

    private static async Task<Results<Ok<IReadOnlyList<RiskPlayView>>, ProblemHttpResult>> FinishPlayAsync(
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
        if (await LockAsync(work, id) is not { } risk)
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
        var plays = await work.QueryAsync<RiskPlayView>(GetRisks.Plays, new { id });
        if (plays.FirstOrDefault(p => p.Play == play) is not { } known)
            return Problem.NotFound("play of the risk", play).ToResult();
        if (done == 0)
            return PlayDone(known).ToResult();
        await work.CommitAsync();
        return TypedResults.Ok(plays);
    }

    private static Problem PlayDone(RiskPlayView play) =>
        new(
            "renewals/play-done",
            StatusCodes.Status409Conflict,
            "The play is done.",
            $"It was done on {play.DoneAt:yyyy-MM-dd}: {play.Result}"
        );

    private static async Task<RiskView?> LockAsync(UnitOfWork work, Guid id)
    {
        await work.ExecuteAsync("select 1 from risk where id = @id for update", new { id });
        return await work.SingleOrDefaultAsync<RiskView>($"{RiskView.Select} where r.id = @id", new { id });
    }

    private static Problem NotNext(RiskView risk, string to) =>
        new(
            "renewals/risk-state",
            StatusCodes.Status409Conflict,
            "The risk is in another state.",
            $"From {risk.State} it goes to {(RiskRules.After(risk.State) is { Count: > 0 } next ? string.Join(" or ", next) : "nothing: it is closed")}, not to {to}."
        );

    private const string Since = """
        select version, entered_at as at, by as actor,
            json_build_object('state', state, 'note', note)::text as after_json
        from risk_state where risk_id = @id and version > @version order by version limit 50
        """;

    private const string Move = """
        update risk set state = @To, state_entered_at = @Now, plan = coalesce(@Plan, plan),
            closed_at = case when @Closed then @Now::timestamptz end, version = version + 1 where id = @id
        """;

    private const string AddState =
        "insert into risk_state (risk_id, version, state, entered_at, by, note) values (@id, @Version, @To, "
        + "@Now, @By, @Note)";

    private const string Start = """
        insert into risk_play (risk_id, play, started_at, started_by, due_on) values (@id, @Play, @Now, @By, @DueOn)
        on conflict (risk_id, play) do update set due_on = excluded.due_on
        """;

    private const string Finish = """
        update risk_play set done_at = @Now, done_by = @By, result = @Result
        where risk_id = @id and play = @play and done_at is null
        """;
}
