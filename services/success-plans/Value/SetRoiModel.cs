using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Plans;
using Platform.SuccessPlans.Telemetry;

namespace Platform.SuccessPlans.Value;

/// <param name="Measure"><c>events</c>, <c>quantity</c> or <c>active_users</c> of the feature.</param>
/// <param name="Span"><c>since_start</c> of the plan, or <c>last_28_days</c>.</param>
/// <param name="PerUnit">Units of the metric per event, piece or user; below 0 where use brings the metric
/// down.</param>
public sealed record RoiActivityRequest(
    [Required, StringLength(200, MinimumLength = 1)] string Feature,
    [Required, AllowedValues("events", "quantity", "active_users")] string Measure,
    [Required, AllowedValues("since_start", "last_28_days")] string Span,
    [Required] decimal? PerUnit
);

/// <param name="From">Where the metric stands without any use: <c>baseline</c> or <c>zero</c>.</param>
/// <param name="Activities">None: the objective is read by hand.</param>
public sealed record RoiModelRequest(
    [Required, AllowedValues("baseline", "zero")] string From,
    [Required, MaxLength(20)] IReadOnlyList<RoiActivityRequest> Activities
);

/// <summary>Links an objective to what the customer does with the product: from then on usage measures it.</summary>
public static class SetRoiModel
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans.MapPut("/{id:guid}/objectives/{objectiveId:guid}/roi-model", HandleAsync).WithName(nameof(SetRoiModel));

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid objectiveId,
        RoiModelRequest request,
        HttpContext http,
        Caller caller,
        PlanService desk,
        PlanReader reader,
        Database database,
        IFeatureUse usage,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        // Asked before the plan is locked: nobody waits for scoring's answer.
        if (
            await database.ScalarAsync<Guid?>("select account_id from plan where id = @id", new { id }, ct)
                is { } account
            && await UnknownAsync(request, account, usage, day.Today, ct) is { } unknown
        )
            return unknown.ToResult();
        await using var plan = await desk.OpenAsync(id, caller, http.Request.ExpectedVersion(), ct);
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
        return await plan.AnswerAsync(reader, http.Response, ct);
    }

    private static async Task<Problem?> UnknownAsync(
        RoiModelRequest request,
        Guid accountId,
        IFeatureUse usage,
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
