using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Plans;
using Platform.SuccessPlans.Telemetry;

namespace Platform.SuccessPlans.Value;

/// <summary>Links an objective to what the customer does with the product: from then on usage measures it.</summary>
public static class SetRoiModel
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans.MapPut("/{id:guid}/objectives/{objectiveId:guid}/roi-model", HandleAsync).WithName(nameof(SetRoiModel));

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid objectiveId,
        SetRoiModelRequest request,
        HttpContext http,
        Caller caller,
        PlanService plans,
        PlanReader reader,
        Database database,
        IFeatureUseClient usage,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        // Asked before the plan is locked: no other request waits for scoring's answer.
        if (
            await database.ScalarAsync<Guid?>("select account_id from plan where id = @id", new { id }, ct)
                is { } account
            && await UnknownAsync(request, account, usage, day.Today, ct) is { } unknown
        )
            return unknown.ToResult();
        await using var plan = await plans.OpenAsync(id, caller, http.Request.ExpectedVersion(), ct);
        if ((await plan.ObjectivesAsync()).All(o => o.Id != objectiveId))
            return Problem.NotFound("objective", objectiveId).ToResult();
        var before = await plan.Work.QueryAsync<RoiActivity>(
            $"{RoiActivity.Select} where objective_id = @objectiveId",
            new { objectiveId }
        );
        await plan.Work.ExecuteAsync(
            "update objective set telemetry_from = @From where id = @objectiveId",
            new { objectiveId, request.From }
        );
        await plan.Work.ExecuteAsync(
            "delete from objective_activity where objective_id = @objectiveId",
            new { objectiveId }
        );
        foreach (var activity in request.Activities)
            await plan.Work.ExecuteAsync(
                Add,
                new
                {
                    Id = Guid.CreateVersion7(),
                    objectiveId,
                    activity.Feature,
                    activity.Measure,
                    activity.Span,
                    PerUnit = activity.PerUnit!.Value,
                }
            );
        await plan.RecordAsync("roi model changed", objectiveId, before, request);
        return await plan.CommitAndReturnAsync(reader, http.Response, ct);
    }

    private static async Task<Problem?> UnknownAsync(
        SetRoiModelRequest request,
        Guid accountId,
        IFeatureUseClient usage,
        DateOnly today,
        CancellationToken ct
    )
    {
        var known = await usage.KnownAsync(
            accountId,
            [.. request.Activities.Select(a => a.Feature).Distinct(StringComparer.Ordinal)],
            today,
            ct
        );
        var errors = request
            .Activities.Index()
            .Where(a => !known.Contains(a.Item.Feature, StringComparer.Ordinal))
            .ToDictionary(
                a => $"activities[{a.Index}].feature",
                a => new[] { $"no feature is called '{a.Item.Feature}'; GET /v1/features lists them" },
                StringComparer.Ordinal
            );
        return errors.Count == 0 ? null : Problem.Invalid(errors);
    }

    private const string Add =
        "insert into objective_activity (id, objective_id, feature, measure, span, per_unit) values (@Id, "
        + "@objectiveId, @Feature, @Measure, @Span, @PerUnit)";
}
