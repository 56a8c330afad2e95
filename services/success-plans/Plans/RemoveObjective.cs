using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Plans;

public static class RemoveObjective
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapDelete("/{id:guid}/objectives/{objectiveId:guid}", HandleAsync)
            .WithName(nameof(RemoveObjective))
            .WithDescription("Takes an objective out of a plan; its history stays.");

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid objectiveId,
        HttpContext http,
        Caller caller,
        PlanService plans,
        PlanReader reader,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await using var plan = await plans.OpenAsync(id, caller, http.Request.ExpectedVersion(), ct);
        if ((await plan.ObjectivesAsync()).FirstOrDefault(o => o.Id == objectiveId) is not { } before)
            return Problem.NotFound("objective", objectiveId).ToResult();
        await plan.Work.ExecuteAsync(
            "update objective set removed = true where id = @objectiveId",
            new { objectiveId }
        );
        return await ObjectiveEditing.SettleAsync(
            plan,
            "objective removed",
            objectiveId,
            ObjectiveEditing.AsRequest(before),
            null,
            reader,
            http.Response,
            day.Today,
            ct
        );
    }
}
