using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Value;

/// <param name="ContactId">Who confirmed it on the customer's side.</param>
public sealed record ConfirmValueRequest(Guid ContactId);

public static class ConfirmValue
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapPost("/{id:guid}/claims/{claimId:guid}/confirmation", HandleAsync)
            .WithName(nameof(ConfirmValue))
            .WithDescription("Records that the customer confirmed a value.");

    private static async Task<Results<Ok<Claim>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid claimId,
        ConfirmValueRequest request,
        Caller caller,
        PlanService plans,
        CancellationToken ct
    )
    {
        await using var plan = await plans.OpenAsync(id, caller, expected: null, ct);
        if (await AccountDirectory.ContactAsync(plan.Work, plan.Plan.AccountId, request.ContactId) is not { } contact)
            return Problem
                .Invalid("contactId", $"there is no contact {request.ContactId} at account {plan.Plan.AccountId}")
                .ToResult();
        var (claim, problem) = await ApplyConfirmationAsync(plan, claimId, contact.Name, contact.ContactId, "recorded");
        if (problem is not null)
            return problem.ToResult();
        await plan.CommitAsync();
        return TypedResults.Ok(claim);
    }

    /// <summary>Confirms once; tells it in the same unit of work.</summary>
    internal static async Task<(Claim? Claim, Problem? Problem)> ApplyConfirmationAsync(
        PlanEditSession plan,
        Guid claimId,
        string name,
        Guid? contactId,
        string via
    )
    {
        if (await ValueLedger.FindAsync(plan.Work, plan.Plan.Id, claimId) is not { } claim)
            return (null, Problem.NotFound("claim", claimId));
        if (claim.WithdrawnAt is not null)
            return (null, ValueLedger.Withdrawn(claim));
        if (claim.ConfirmedAt is not null)
            return (
                null,
                new Problem(
                    "plans/claim-confirmed",
                    StatusCodes.Status409Conflict,
                    "The claim is confirmed.",
                    $"{claim.ConfirmedBy} confirmed it on {claim.ConfirmedAt:yyyy-MM-dd}; nothing was changed."
                )
            );
        await plan.Work.ExecuteAsync(
            Confirm,
            new
            {
                claimId,
                plan.Now,
                name,
                contactId,
                via,
            }
        );
        await plan.RecordAsync("value confirmed", claimId, null, new { contactId, via });
        await plan.Work.EnqueueAsync(
            new ValueConfirmed(plan.Plan.AccountId, plan.Plan.Id, claimId, claim.Text, claim.Value, name),
            plan.Plan.AccountId
        );
        return (await ValueLedger.FindAsync(plan.Work, plan.Plan.Id, claimId), null);
    }

    private const string Confirm =
        "update claim set confirmed_at = @Now, confirmed_by = @name, confirmed_contact = @contactId, "
        + "confirmed_via = @via where id = @claimId";
}
