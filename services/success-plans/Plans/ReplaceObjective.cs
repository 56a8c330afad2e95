using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Plans;

public static class ReplaceObjective
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapPut("/{id:guid}/objectives/{objectiveId:guid}", HandleAsync)
            .WithName(nameof(ReplaceObjective))
            .WithDescription("Replaces an objective's text, metric, target and day.");

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid objectiveId,
        ObjectiveRequest request,
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
        if (await ObjectiveEditing.RefusalAsync(plan, request, before, caller, day.Today) is { } problem)
            return problem.ToResult();
        await plan.Work.ExecuteAsync(Replace, ObjectiveEditing.Row(id, objectiveId, request));
        return await ObjectiveEditing.SettleAsync(
            plan,
            "objective changed",
            objectiveId,
            ObjectiveEditing.AsRequest(before),
            request,
            reader,
            http.Response,
            day.Today,
            ct
        );
    }

    private const string Replace = """
        update objective set text = @Text, metric = @Metric, baseline = @Baseline, target = @Target, unit = @Unit,
            reviewed_by = @ReviewedBy,
               owner_contact_id = @OwnerContactId, due_on = @DueOn, unit_value = @UnitValue, currency = @Currency
        where id = @Id and plan_id = @planId
        """;
}
