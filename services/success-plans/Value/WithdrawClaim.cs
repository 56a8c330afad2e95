using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Value;

public static class WithdrawClaim
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapPost("/{id:guid}/claims/{claimId:guid}/withdrawal", HandleAsync)
            .WithName(nameof(WithdrawClaim))
            .WithDescription("Takes back a value that was claimed; it counts no more.");

    private static async Task<Results<Ok<Claim>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid claimId,
        Caller caller,
        PlanService plans,
        CancellationToken ct
    )
    {
        await using var plan = await plans.OpenAsync(id, caller, expected: null, ct);
        if (await ValueLedger.FindAsync(plan.Work, id, claimId) is not { } claim)
            return Problem.NotFound("claim", claimId).ToResult();
        if (claim.WithdrawnAt is not null)
            return ValueLedger.Withdrawn(claim).ToResult();
        await plan.Work.ExecuteAsync(
            "update claim set withdrawn_at = @Now where id = @claimId",
            new { claimId, plan.Now }
        );
        await plan.RecordAsync("claim withdrawn", claimId, new { claim.Text, claim.ConfirmedAt }, null);
        claim = await ValueLedger.FindAsync(plan.Work, id, claimId);
        await plan.CommitAsync();
        return TypedResults.Ok(claim);
    }
}
