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
    public static void Map(IEndpointRouteBuilder risks) =>
        risks.MapPost("/{id:guid}/state", HandleAsync).WithName(nameof(MoveRisk));

    private static async Task<Results<Ok<RiskResponse>, ProblemHttpResult>> HandleAsync(
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
        if (await RiskLock.LockAsync(work, id) is not { } risk)
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
        if (!RiskRules.NextStates(risk.State).Contains(request.To))
            return RiskProblems.NotNext(risk, request.To).ToResult();
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
        var moved = await work.SingleOrDefaultAsync<RiskResponse>(
            $"{RiskResponse.Select} where r.id = @id",
            new { id }
        );
        await work.CommitAsync();
        http.Response.SetETag(moved!.Version);
        return TypedResults.Ok(moved);
    }

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
}
