using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Plans;

/// <summary>Adds, replaces and removes objectives. An agreed plan stays SMART: a change that takes away a part is
/// refused, naming it.</summary>
public static class Objectives
{
    public static void Map(IEndpointRouteBuilder plans)
    {
        plans
            .MapPost("/{id:guid}/objectives", AddAsync)
            .WithName("AddObjective")
            .WithDescription("Adds an objective to a plan; in one that is agreed it has to be measurable with a day.");
        plans
            .MapPut("/{id:guid}/objectives/{objectiveId:guid}", ReplaceAsync)
            .WithName("ReplaceObjective")
            .WithDescription("Replaces an objective's text, metric, target and day.");
        plans
            .MapDelete("/{id:guid}/objectives/{objectiveId:guid}", RemoveAsync)
            .WithName("RemoveObjective")
            .WithDescription("Takes an objective out of a plan; its history stays.");
    }

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> AddAsync(
        Guid id,
        ObjectiveRequest request,
        HttpResponse response,
        Caller caller,
        PlanService desk,
        PlanReader reader,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await using var plan = await desk.OpenAsync(id, caller, expected: null, ct);
        if (await RefusalAsync(plan, request, before: null, caller, day.Today) is { } problem)
            return problem.ToResult();
        var objectiveId = Guid.CreateVersion7();
        await plan.Work.ExecuteAsync(Add, Row(id, objectiveId, request));
        return await SettleAsync(plan, "objective added", objectiveId, null, request, reader, response, day.Today, ct);
    }

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> ReplaceAsync(
        Guid id,
        Guid objectiveId,
        ObjectiveRequest request,
        HttpContext http,
        Caller caller,
        PlanService desk,
        PlanReader reader,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await using var plan = await desk.OpenAsync(id, caller, http.Request.ExpectedVersion(), ct);
        if ((await plan.ObjectivesAsync()).FirstOrDefault(o => o.Id == objectiveId) is not { } before)
            return Problem.NotFound("objective", objectiveId).ToResult();
        if (await RefusalAsync(plan, request, before, caller, day.Today) is { } problem)
            return problem.ToResult();
        await plan.Work.ExecuteAsync(Replace, Row(id, objectiveId, request));
        return await SettleAsync(
            plan,
            "objective changed",
            objectiveId,
            AsRequest(before),
            request,
            reader,
            http.Response,
            day.Today,
            ct
        );
    }

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> RemoveAsync(
        Guid id,
        Guid objectiveId,
        HttpContext http,
        Caller caller,
        PlanService desk,
        PlanReader reader,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await using var plan = await desk.OpenAsync(id, caller, http.Request.ExpectedVersion(), ct);
        if ((await plan.ObjectivesAsync()).FirstOrDefault(o => o.Id == objectiveId) is not { } before)
            return Problem.NotFound("objective", objectiveId).ToResult();
        await plan.Work.ExecuteAsync(
            "update objective set removed = true where id = @objectiveId",
            new { objectiveId }
        );
        return await SettleAsync(
            plan,
            "objective removed",
            objectiveId,
            AsRequest(before),
            null,
            reader,
            http.Response,
            day.Today,
            ct
        );
    }

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> SettleAsync(
        PlanEditSession plan,
        string what,
        Guid objectiveId,
        ObjectiveRequest? before,
        ObjectiveRequest? after,
        PlanReader reader,
        HttpResponse response,
        DateOnly today,
        CancellationToken ct
    )
    {
        if (plan.Plan.Status == "agreed")
        {
            var objectives = await plan.ObjectivesAsync();
            if (objectives.Count == 0)
                return PlanProblems.NoObjectives(plan.Plan.Id).ToResult();
            // One that fell due stays as it is; what is changed may not be wrong.
            var wrong = AgreePlan
                .NotSmart(objectives, today)
                .Where(o => o.Lacks.Count > 0 || o.Objective.Id == objectiveId || o.Wrong.ContainsKey("target"))
                .ToList();
            wrong.RemoveAll(o =>
                o.Lacks.Count == 0 && o.Wrong.Keys.All(field => field == "dueOn") && before?.DueOn == o.Objective.DueOn
            );
            if (wrong.Count > 0)
                return PlanProblems.NotSmart(wrong).ToResult();
        }

        await plan.RecordAsync(what, objectiveId, before, after);
        return await plan.AnswerAsync(reader, response, ct);
    }

    private static async Task<Problem?> RefusalAsync(
        PlanEditSession plan,
        ObjectiveRequest request,
        Objective? before,
        Caller caller,
        DateOnly today
    )
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (request.Target is { } target && target == request.Baseline)
            errors["target"] = [Smart.AtBaseline];
        if (request.DueOn is { } due && due < today && due != before?.DueOn)
            errors["dueOn"] = [Smart.Past(due)];
        if (
            request.OwnerContactId is { } owner
            && await AccountDirectory.ContactAsync(plan.Work, plan.Plan.AccountId, owner) is null
        )
            errors["ownerContactId"] = [$"there is no contact {owner} at account {plan.Plan.AccountId}"];
        if (
            request.ReviewedBy is { Length: > 0 } reviewer
            && reviewer != caller.Id
            && reviewer != before?.ReviewedBy
            && !await plan.Work.ScalarAsync<bool>(IsColleague, new { reviewer })
        )
            errors["reviewedBy"] =
            [
                $"nobody of ours is known as '{reviewer}'; name a user who owns an account or has changed a plan",
            ];
        return errors.Count == 0 ? null : Problem.Invalid(errors);
    }

    private static object Row(Guid planId, Guid id, ObjectiveRequest r) =>
        new
        {
            Id = id,
            planId,
            r.Text,
            r.Metric,
            r.Baseline,
            r.Target,
            r.Unit,
            r.ReviewedBy,
            r.OwnerContactId,
            r.DueOn,
            UnitValue = r.UnitValue?.Amount,
            r.UnitValue?.Currency,
        };

    private static ObjectiveRequest AsRequest(Objective o) =>
        new(
            o.Text,
            o.Metric,
            o.Baseline,
            o.Target,
            o.Unit,
            o.ReviewedBy,
            o.OwnerContactId,
            o.DueOn,
            o is { UnitValue: { } worth, Currency: { } currency } ? new Money(worth, currency) : null
        );

    private const string IsColleague = """
        select exists (select from account_copy, jsonb_each_text(owners)
          where value = @reviewer) or exists (select from plan_change where by = @reviewer)
        """;

    private const string Add = """
        insert into objective (id, plan_id, position, text, metric, baseline, target, unit, reviewed_by,
            owner_contact_id, due_on, unit_value, currency)
        values (@Id, @planId, (select coalesce(max(position), 0) + 1 from objective
            where plan_id = @planId), @Text, @Metric, @Baseline, @Target, @Unit, @ReviewedBy, @OwnerContactId, @DueOn,
            @UnitValue, @Currency)
        """;

    private const string Replace = """
        update objective set text = @Text, metric = @Metric, baseline = @Baseline, target = @Target, unit = @Unit,
            reviewed_by = @ReviewedBy,
               owner_contact_id = @OwnerContactId, due_on = @DueOn, unit_value = @UnitValue, currency = @Currency
        where id = @Id and plan_id = @planId
        """;
}
