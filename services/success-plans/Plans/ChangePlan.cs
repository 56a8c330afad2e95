using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Plans;

/// <summary>What the plan is about, and what success means at 3, 6 and 12 months, in the customer's words.</summary>
public sealed record ChangePlanRequest(
    [StringLength(4000)] string? Summary,
    [StringLength(4000)] string? Success3Months,
    [StringLength(4000)] string? Success6Months,
    [StringLength(4000)] string? Success12Months
);

public static class ChangePlan
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapPut("/{id:guid}", HandleAsync)
            .WithName(nameof(ChangePlan))
            .WithDescription("Replaces the plan's summary and what success looks like.");

    private static async Task<Ok<PlanView>> HandleAsync(
        Guid id,
        ChangePlanRequest request,
        HttpContext http,
        Caller caller,
        PlanService plans,
        PlanReader reader,
        CancellationToken ct
    )
    {
        await using var plan = await plans.OpenAsync(id, caller, http.Request.ExpectedVersion(), ct);
        if (
            plan.Plan.Status == "agreed"
            && AgreePlan.Undefined(request.Success3Months, request.Success6Months, request.Success12Months)
                is { Count: > 0 } missing
        )
            throw PlanProblems.NoDefinition(missing).ToException();
        await plan.Work.ExecuteAsync(
            Change,
            new
            {
                id,
                request.Summary,
                request.Success3Months,
                request.Success6Months,
                request.Success12Months,
            }
        );
        await plan.RecordAsync(
            "plan changed",
            id,
            new ChangePlanRequest(
                plan.Plan.Summary,
                plan.Plan.Success3Months,
                plan.Plan.Success6Months,
                plan.Plan.Success12Months
            ),
            request
        );
        return await plan.CommitAndReturnAsync(reader, http.Response, ct);
    }

    private const string Change = """
        update plan set summary = @Summary, success_3_months = @Success3Months, success_6_months = @Success6Months,
            success_12_months = @Success12Months where id = @id
        """;
}
