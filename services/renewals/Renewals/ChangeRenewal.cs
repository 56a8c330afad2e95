using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Renewals;

/// <param name="Stage">Code of a stage that is not closed; GET /v1/renewals/stages lists them.</param>
public sealed record MoveStageRequest([Required] string Stage, [StringLength(2000)] string? Note);

/// <param name="Call">commit, best_case or at_risk: the CSM's own word.</param>
public sealed record CallRenewalRequest(RenewalCall Call, [Required, StringLength(2000)] string Reason);

/// <param name="NextStep">What is done next.</param>
/// <param name="On">By when, ISO date.</param>
public sealed record PlanNextStepRequest([Required, StringLength(500)] string NextStep, DateOnly On);

public static class ChangeRenewal
{
    public static void Map(IEndpointRouteBuilder renewals)
    {
        renewals
            .MapPost("/{id:guid}/stage", MoveAsync)
            .WithName("MoveRenewalStage")
            .WithDescription("Moves an open renewal to another stage.");
        renewals
            .MapPost("/{id:guid}/call", CallAsync)
            .WithName("CallRenewal")
            .WithDescription(
                "The CSM says what they expect. The call counts in the forecast and stands beside health and stage."
            );
        renewals
            .MapPost("/{id:guid}/next-step", PlanAsync)
            .WithName("PlanRenewalNextStep")
            .WithDescription("What is done next for the renewal, and by when.");
    }

    private static Task<Results<Ok<RenewalView>, ProblemHttpResult>> MoveAsync(
        Guid id,
        MoveStageRequest request,
        HttpContext http,
        RenewalChanges changes,
        CancellationToken ct
    ) =>
        changes.ApplyAsync(
            id,
            http,
            request.Note,
            async (work, renewal, now) =>
            {
                var stage = await work.SingleOrDefaultAsync<StageView>(
                    "select code, probability, closed from renewal_stage where code = @Stage",
                    new { request.Stage }
                )
                    ?? throw Problem
                        .Invalid("stage", $"there is no stage '{request.Stage}'; GET /v1/renewals/stages lists them")
                        .ToException();
                if (stage.Closed)
                    throw Problem
                        .Invalid("stage", $"'{stage.Code}' follows from the outcome: POST /v1/renewals/{id}/outcome")
                        .ToException();
                await work.ExecuteAsync(
                    "update renewal set stage = @Code, stage_entered_at = @now where id = @id",
                    new
                    {
                        stage.Code,
                        now,
                        id,
                    }
                );
                return new RenewalStageChanged(
                    renewal.AccountId,
                    id,
                    renewal.Version + 1,
                    renewal.Stage,
                    stage.Code,
                    stage.Probability,
                    null,
                    renewal.ArrDue,
                    null,
                    renewal.EndsOn
                );
            },
            ct
        );

    private static Task<Results<Ok<RenewalView>, ProblemHttpResult>> CallAsync(
        Guid id,
        CallRenewalRequest request,
        HttpContext http,
        Caller caller,
        RenewalChanges changes,
        CancellationToken ct
    ) =>
        changes.ApplyAsync(
            id,
            http,
            request.Reason,
            async (work, _, now) =>
            {
                await work.ExecuteAsync(
                    "update renewal set call = @Call, call_reason = @Reason, called_by = @By, called_at = @now "
                        + "where id = @id",
                    new
                    {
                        Call = request.Call.ToText(),
                        request.Reason,
                        By = caller.Id,
                        now,
                        id,
                    }
                );
                return null;
            },
            ct
        );

    private static Task<Results<Ok<RenewalView>, ProblemHttpResult>> PlanAsync(
        Guid id,
        PlanNextStepRequest request,
        HttpContext http,
        RenewalChanges changes,
        CancellationToken ct
    ) =>
        changes.ApplyAsync(
            id,
            http,
            request.NextStep,
            async (work, _, _) =>
            {
                await work.ExecuteAsync(
                    "update renewal set next_step = @NextStep, next_step_on = @On where id = @id",
                    new
                    {
                        request.NextStep,
                        request.On,
                        id,
                    }
                );
                return null;
            },
            ct
        );
}

/// <summary>Changes one undecided renewal that is still at the version the caller saw, and writes its
/// history.</summary>
public sealed class RenewalChanges(
    Database database,
    Ownership ownership,
    TimeProvider clock,
    IOptions<OrganisationOptions> organisation
)
{
    public async Task<Results<Ok<RenewalView>, ProblemHttpResult>> ApplyAsync(
        Guid id,
        HttpContext http,
        string? note,
        Func<UnitOfWork, RenewalView, DateTimeOffset, Task<DomainEvent?>> change,
        CancellationToken ct
    )
    {
        var (expected, caller) = (http.Request.ExpectedVersion(), Caller.From(http.User));
        await using var work = await database.BeginAsync(ct);
        if (await LockAsync(work, id) is not { } renewal)
            return Problem.NotFound("renewal", id).ToResult();
        await ownership.RequireAsync(caller, renewal.AccountId, ct);
        if (expected is { } version && version != renewal.Version)
            return (await LostUpdateAsync(work, renewal, version)).ToResult();
        if (renewal.Outcome is not null)
            return RenewalProblems.Decided(renewal).ToResult();

        var told = await change(work, renewal, clock.GetUtcNow());
        await work.ExecuteAsync(
            Record,
            new
            {
                id,
                note,
                Now = clock.GetUtcNow(),
                By = caller.Id,
            }
        );
        if (told is not null)
            await work.EnqueueAsync(told, renewal.AccountId);
        var changed = await ReadAsync(work, id);
        await work.CommitAsync();
        http.Response.SetETag(changed!.Version);
        return TypedResults.Ok(changed);
    }

    public async Task<RenewalView?> LockAsync(UnitOfWork work, Guid id)
    {
        // The row first: whoever waited here then reads what the other one wrote.
        await work.ExecuteAsync("select 1 from renewal where id = @id for update", new { id });
        return await ReadAsync(work, id);
    }

    public Task<RenewalView?> ReadAsync(UnitOfWork work, Guid id) =>
        work.SingleOrDefaultAsync<RenewalView>(
            $"{RenewalView.Select} where r.id = @id",
            new { id, Currency = organisation.Value.ReportingCurrency }
        );

    public static async Task<Problem> LostUpdateAsync(UnitOfWork work, RenewalView renewal, int expected) =>
        ETags.LostUpdate(
            "renewal",
            expected,
            renewal.Version,
            renewal,
            await work.QueryAsync<VersionChange>(Since, new { renewal.Id, expected })
        );

    private const string Since = """
        select version, at, by as actor,
            json_build_object('stage', stage, 'call', call, 'outcome', outcome, 'note', note)::text as after_json
        from renewal_history where renewal_id = @Id and version > @expected order by version limit 50
        """;

    public const string Record = """
        with moved as (update renewal set version = version + 1 where id = @id
            returning id, version, stage, call, outcome)
        insert into renewal_history (renewal_id, version, stage, call, outcome, note, at, by)
        select id, version, stage, call, outcome, @note, @Now, @By from moved
        """;
}

internal static class RenewalProblems
{
    public static Problem Decided(RenewalView renewal) =>
        new(
            "renewals/already-decided",
            StatusCodes.Status409Conflict,
            "The renewal is decided.",
            $"It was decided as {renewal.Outcome} on {renewal.DecidedAt:yyyy-MM-dd}; nothing was changed."
        );
}
