using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Plans;

public sealed record ClosePlanRequest([Required, StringLength(1000, MinimumLength = 1)] string Reason);

public static class ClosePlan
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapPost("/{id:guid}/closing", HandleAsync)
            .WithName(nameof(ClosePlan))
            .WithDescription("Closes a plan with a reason; it changes no more.");

    private static async Task<Ok<PlanView>> HandleAsync(
        Guid id,
        ClosePlanRequest request,
        HttpContext http,
        Caller caller,
        PlanService plans,
        PlanReader reader,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await using var plan = await plans.OpenAsync(id, caller, http.Request.ExpectedVersion(), ct);
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
        return await plan.CommitAndReturnAsync(reader, http.Response, ct);
    }
}
