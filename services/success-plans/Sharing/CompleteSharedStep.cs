using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Plans;
using Platform.SuccessPlans.Steps;

namespace Platform.SuccessPlans.Sharing;

public static class CompleteSharedStep
{
    public static void Map(IEndpointRouteBuilder page) =>
        page.MapPost("/steps/{stepId:guid}/completion", HandleAsync).WithName(nameof(CompleteSharedStep));

    private static async Task<Results<SeeOtherResult, ContentHttpResult>> HandleAsync(
        string token,
        Guid stepId,
        HttpRequest request,
        ShareLinkAuthorizer links,
        PlanService plans,
        OrganisationCalendar day,
        SharedPages pages,
        CancellationToken ct
    )
    {
        if (await links.OpenAsync(token, "complete step", stepId, request, ct) is not { } link)
            return await pages.NotFoundAsync();
        var form = await SharedForm.ReadAsync(request, ct);
        await using var plan = await plans.OpenAsync(link.PlanId, ShareLinkAuthorizer.ActorOf(link), ct);
        // Only the customer's own steps of this plan; any other does not exist for the link.
        var problem = await CompleteStep.ApplyAsync(plan, stepId, form.Field("evidence", 1000), day, step =>
            step.Side == "customer"
        );
        if (problem is null)
        {
            await plan.CommitAsync();
            return SeeOtherResult.ToPage(token, "step", "tasks");
        }

        await plan.DisposeAsync();
        if (await links.RecordRefusalAsync(link, problem, ct))
            return await pages.NotFoundAsync();
        return SeeOtherResult.ToPage(token, problem.Type == "plans/step-done" ? "step" : "blocked", "tasks");
    }
}
