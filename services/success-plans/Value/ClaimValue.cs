using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Value;

/// <param name="Evidence">What shows it: figures with their source, a link, a quotation.</param>
/// <param name="Value">What it is worth, with its currency; left out where it is not known.</param>
public sealed record ClaimValueRequest(
    Guid? ObjectiveId,
    [Required, StringLength(1000, MinimumLength = 1)] string Text,
    [Required, StringLength(4000, MinimumLength = 1)] string Evidence,
    Money? Value
);

public static class ClaimValue
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapPost("/{id:guid}/claims", HandleAsync)
            .WithName(nameof(ClaimValue))
            .WithDescription("Writes down what the customer got out of it. It counts as proven once they confirm it.");

    private static async Task<Results<Created<Claim>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ClaimValueRequest request,
        Caller caller,
        PlanService plans,
        CancellationToken ct
    )
    {
        await using var plan = await plans.OpenAsync(id, caller, expected: null, ct);
        if (request.ObjectiveId is { } objective && (await plan.ObjectivesAsync()).All(o => o.Id != objective))
            return Problem.Invalid("objectiveId", $"the plan has no objective {objective}").ToResult();
        var claimId = Guid.CreateVersion7();
        await plan.Work.ExecuteAsync(
            Insert,
            new
            {
                claimId,
                id,
                request.ObjectiveId,
                request.Text,
                request.Evidence,
                request.Value?.Amount,
                request.Value?.Currency,
                plan.Now,
                plan.Actor,
            }
        );
        await plan.RecordAsync("value claimed", claimId, null, request);
        var claim = await ValueLedger.FindAsync(plan.Work, id, claimId);
        await plan.CommitAsync();
        return TypedResults.Created($"/v1/plans/{id}/claims/{claimId}", claim);
    }

    private const string Insert = """
        insert into claim (id, plan_id, objective_id, text, evidence, amount, currency, claimed_at, claimed_by)
        values (@claimId, @id, @ObjectiveId, @Text, @Evidence, @Amount, @Currency, @Now, @Actor)
        """;
}
