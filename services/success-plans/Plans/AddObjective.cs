using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Plans;

public static class AddObjective
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapPost("/{id:guid}/objectives", HandleAsync)
            .WithName(nameof(AddObjective))
            .WithDescription("Adds an objective to a plan; in one that is agreed it has to be measurable with a day.");

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ObjectiveRequest request,
        HttpResponse response,
        Caller caller,
        PlanService plans,
        PlanReader reader,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await using var plan = await plans.OpenAsync(id, caller, expected: null, ct);
        if (await ObjectiveEditing.RefusalAsync(plan, request, before: null, caller, day.Today) is { } problem)
            return problem.ToResult();
        var objectiveId = Guid.CreateVersion7();
        await plan.Work.ExecuteAsync(Add, ObjectiveEditing.Row(id, objectiveId, request));
        return await ObjectiveEditing.SettleAsync(
            plan,
            "objective added",
            objectiveId,
            null,
            request,
            reader,
            response,
            day.Today,
            ct
        );
    }

    private const string Add = """
        insert into objective (id, plan_id, position, text, metric, baseline, target, unit, reviewed_by,
            owner_contact_id, due_on, unit_value, currency)
        values (@Id, @planId, (select coalesce(max(position), 0) + 1 from objective
            where plan_id = @planId), @Text, @Metric, @Baseline, @Target, @Unit, @ReviewedBy, @OwnerContactId, @DueOn,
            @UnitValue, @Currency)
        """;
}
