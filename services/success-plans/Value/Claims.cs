using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Value;

/// <summary>The value ledger: what is claimed stays; it is confirmed by the customer or withdrawn, never
/// changed.</summary>
public static class Claims
{
    public static void Map(IEndpointRouteBuilder plans)
    {
        plans
            .MapGet("/{id:guid}/claims", ListAsync)
            .WithName("ListClaims")
            .WithDescription("Value that was claimed in a plan, and what of it is confirmed.");
        plans
            .MapPost("/{id:guid}/claims", AddAsync)
            .WithName("ClaimValue")
            .WithDescription("Writes down what the customer got out of it. It counts as proven once they confirm it.");
        plans
            .MapPost("/{id:guid}/claims/{claimId:guid}/confirmation", ConfirmAsync)
            .WithName("ConfirmValue")
            .WithDescription("Records that the customer confirmed a value.");
        plans
            .MapPost("/{id:guid}/claims/{claimId:guid}/withdrawal", WithdrawAsync)
            .WithName("WithdrawClaim")
            .WithDescription("Takes back a value that was claimed; it counts no more.");
    }

    private static async Task<Results<Ok<IReadOnlyList<Claim>>, ProblemHttpResult>> ListAsync(
        Guid id,
        Database database,
        CancellationToken ct
    ) =>
        await database.ScalarAsync<bool>("select exists (select from plan where id = @id)", new { id }, ct)
            ? TypedResults.Ok(await database.QueryAsync<Claim>(Claim.OfPlan, new { planId = id }, ct))
            : Problem.NotFound("plan", id).ToResult();

    private static async Task<Results<Created<Claim>, ProblemHttpResult>> AddAsync(
        Guid id,
        ClaimRequest request,
        Caller caller,
        PlanService desk,
        CancellationToken ct
    )
    {
        await using var plan = await desk.OpenAsync(id, caller, expected: null, ct);
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
        var claim = await FindAsync(plan.Work, id, claimId);
        await plan.CommitAsync();
        return TypedResults.Created($"/v1/plans/{id}/claims/{claimId}", claim);
    }

    private static async Task<Results<Ok<Claim>, ProblemHttpResult>> ConfirmAsync(
        Guid id,
        Guid claimId,
        ConfirmClaimRequest request,
        Caller caller,
        PlanService desk,
        CancellationToken ct
    )
    {
        await using var plan = await desk.OpenAsync(id, caller, expected: null, ct);
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

    private static async Task<Results<Ok<Claim>, ProblemHttpResult>> WithdrawAsync(
        Guid id,
        Guid claimId,
        Caller caller,
        PlanService desk,
        CancellationToken ct
    )
    {
        await using var plan = await desk.OpenAsync(id, caller, expected: null, ct);
        if (await FindAsync(plan.Work, id, claimId) is not { } claim)
            return Problem.NotFound("claim", claimId).ToResult();
        if (claim.WithdrawnAt is not null)
            return Withdrawn(claim).ToResult();
        await plan.Work.ExecuteAsync(
            "update claim set withdrawn_at = @Now where id = @claimId",
            new { claimId, plan.Now }
        );
        await plan.RecordAsync("claim withdrawn", claimId, new { claim.Text, claim.ConfirmedAt }, null);
        claim = await FindAsync(plan.Work, id, claimId);
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
        if (await FindAsync(plan.Work, plan.Plan.Id, claimId) is not { } claim)
            return (null, Problem.NotFound("claim", claimId));
        if (claim.WithdrawnAt is not null)
            return (null, Withdrawn(claim));
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
        return (await FindAsync(plan.Work, plan.Plan.Id, claimId), null);
    }

    private static Task<Claim?> FindAsync(UnitOfWork work, Guid planId, Guid claimId) =>
        work.SingleOrDefaultAsync<Claim>(
            $"{Claim.Select} where id = @claimId and plan_id = @planId",
            new { claimId, planId }
        );

    private static Problem Withdrawn(Claim claim) =>
        new(
            "plans/claim-withdrawn",
            StatusCodes.Status409Conflict,
            "The claim was withdrawn.",
            $"'{claim.Text}' was withdrawn on {claim.WithdrawnAt:yyyy-MM-dd}; claim it anew."
        );

    private const string Insert = """
        insert into claim (id, plan_id, objective_id, text, evidence, amount, currency, claimed_at, claimed_by)
        values (@claimId, @id, @ObjectiveId, @Text, @Evidence, @Amount, @Currency, @Now, @Actor)
        """;

    private const string Confirm =
        "update claim set confirmed_at = @Now, confirmed_by = @name, confirmed_contact = @contactId, "
        + "confirmed_via = @via where id = @claimId";
}
