using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

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
    public static void Map(IEndpointRouteBuilder plans)
    {
        plans
            .MapPut("/{id:guid}", HandleAsync)
            .WithName(nameof(ChangePlan))
            .WithDescription("Replaces the plan's summary and what success looks like.");
        plans
            .MapPost("/{id:guid}/closing", CloseAsync)
            .WithName("ClosePlan")
            .WithDescription("Closes a plan with a reason; it changes no more.");
    }

    private static async Task<Ok<PlanView>> HandleAsync(
        Guid id,
        ChangePlanRequest request,
        HttpContext http,
        Caller caller,
        PlanService desk,
        PlanReader reader,
        CancellationToken ct
    )
    {
        await using var plan = await desk.OpenAsync(id, caller, http.Request.ExpectedVersion(), ct);
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
        return await plan.AnswerAsync(reader, http.Response, ct);
    }

    private static async Task<Ok<PlanView>> CloseAsync(
        Guid id,
        ClosePlanRequest request,
        HttpContext http,
        Caller caller,
        PlanService desk,
        PlanReader reader,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await using var plan = await desk.OpenAsync(id, caller, http.Request.ExpectedVersion(), ct);
        await plan.Work.ExecuteAsync(
            "update plan set status = 'closed', closed_on = @Today, close_reason = @Reason where id = @id",
            new
            {
                id,
                day.Today,
                request.Reason,
            }
        );
        await plan.RecordAsync("plan closed", id, new { plan.Plan.Status }, new { Status = "closed", request.Reason });
        return await plan.AnswerAsync(reader, http.Response, ct);
    }

    private const string Change = """
        update plan set summary = @Summary, success_3_months = @Success3Months, success_6_months = @Success6Months,
            success_12_months = @Success12Months where id = @id
        """;
}
