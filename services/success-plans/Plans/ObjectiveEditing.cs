using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;
using Platform.SuccessPlans.Objectives;

namespace Platform.SuccessPlans.Plans;

/// <summary>Adds, replaces and removes objectives. An agreed plan stays SMART: a change that takes away a part is
/// refused, naming it.</summary>
internal static class ObjectiveEditing
{
    internal static async Task<Results<Ok<PlanView>, ProblemHttpResult>> SettleAsync(
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
        return await plan.CommitAndReturnAsync(reader, response, ct);
    }

    internal static async Task<Problem?> RefusalAsync(
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

    internal static object Row(Guid planId, Guid id, ObjectiveRequest r) =>
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

    internal static ObjectiveRequest AsRequest(Objective o) =>
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
}
