using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Renewals;

/// <param name="Stage">Code of a stage that is not closed; GET /v1/renewals/stages lists them.</param>
public sealed record MoveRenewalStageRequest([Required] string Stage, [StringLength(2000)] string? Note);

public static class MoveRenewalStage
{
    public static void Map(IEndpointRouteBuilder renewals) =>
        renewals
            .MapPost("/{id:guid}/stage", HandleAsync)
            .WithName(nameof(MoveRenewalStage))
            .WithDescription("Moves an open renewal to another stage.");

    private static Task<Results<Ok<RenewalResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        MoveRenewalStageRequest request,
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
                var stage = await work.SingleOrDefaultAsync<RenewalStageResponse>(
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
}
