using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Renewals;

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
