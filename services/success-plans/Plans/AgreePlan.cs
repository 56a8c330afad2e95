using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;
using Platform.SuccessPlans.Objectives;

namespace Platform.SuccessPlans.Plans;

/// <param name="AgreedByContactId">Who agreed on the customer's side.</param>
public sealed record AgreePlanRequest(Guid AgreedByContactId);

/// <summary>Both sides agree: only where every objective is SMART and success is defined at 3, 6 and 12
/// months.</summary>
public static class AgreePlan
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans.MapPost("/{id:guid}/agreement", HandleAsync).WithName(nameof(AgreePlan));

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        AgreePlanRequest request,
        HttpContext http,
        Caller caller,
        PlanService plans,
        PlanReader reader,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await using var plan = await plans.OpenAsync(id, caller, http.Request.ExpectedVersion(), ct);
        if (await AccountDirectory.ContactAsync(plan.Work, plan.Plan.AccountId, request.AgreedByContactId) is null)
            return Problem
                .Invalid(
                    "agreedByContactId",
                    $"there is no contact {request.AgreedByContactId} at account {plan.Plan.AccountId}"
                )
                .ToResult();
        var objectives = await plan.ObjectivesAsync();
        if (objectives.Count == 0)
            return PlanProblems.NoObjectives(id).ToResult();
        if (NotSmart(objectives, day.Today) is { Count: > 0 } lacking)
            return PlanProblems.NotSmart(lacking).ToResult();
        if (
            Undefined(plan.Plan.Success3Months, plan.Plan.Success6Months, plan.Plan.Success12Months) is
            { Count: > 0 } missing
        )
            return PlanProblems.NoDefinition(missing).ToResult();

        await plan.Work.ExecuteAsync(
            "update plan set status = 'agreed', agreed_on = @Today, agreed_by_contact = @AgreedByContactId where "
                + "id = @id",
            new
            {
                id,
                day.Today,
                request.AgreedByContactId,
            }
        );
        await plan.RecordAsync(
            "plan agreed",
            id,
            new { plan.Plan.Status },
            new { Status = "agreed", request.AgreedByContactId }
        );
        await plan.Work.EnqueueAsync(
            new PlanAgreed(plan.Plan.AccountId, id, plan.Version, day.Today, objectives.Count),
            plan.Plan.AccountId
        );
        return await plan.CommitAndReturnAsync(reader, http.Response, ct);
    }

    internal static List<NotSmart> NotSmart(IReadOnlyList<Objective> objectives, DateOnly today) =>
        [
            .. objectives
                .Select((o, i) => new NotSmart(i, o, Smart.Lacks(o), Smart.Wrong(o, today)))
                .Where(o => o.Lacks.Count + o.Wrong.Count > 0),
        ];

    internal static List<string> Undefined(string? after3, string? after6, string? after12) =>
        [
            .. new[] { ("at 3 months", after3), ("at 6 months", after6), ("at 12 months", after12) }
                .Where(d => string.IsNullOrWhiteSpace(d.Item2))
                .Select(d => d.Item1),
        ];
}
