using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Values;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Targets;

/// <param name="Metric">What is measured.</param>
/// <param name="SegmentId">The rule-based segment that it is set for; left out for the whole book.</param>
/// <param name="PeriodFrom">First day of the period, ISO date.</param>
/// <param name="PeriodTo">Last day of the period, ISO date.</param>
/// <param name="Value">A share (1.1 is 110 %), or days where the metric is a time.</param>
/// <param name="Owner">User id of who answers for it.</param>
public sealed record SetTargetRequest(
    TargetMetric Metric,
    Guid? SegmentId,
    DateOnly PeriodFrom,
    DateOnly PeriodTo,
    decimal Value,
    [Required, StringLength(200)] string Owner
);

public static class SetTarget
{
    public static void Map(IEndpointRouteBuilder targets) =>
        targets
            .MapPost("/", HandleAsync)
            .WithName(nameof(SetTarget))
            .WithDescription("Sets what is to be reached in a period, for a segment or the whole book.")
            .RequireRoles(Roles.Ops, Roles.Manager, Roles.Executive)
            .LetExecutivesWrite();

    private static async Task<Results<Created<TargetResponse>, ProblemHttpResult>> HandleAsync(
        SetTargetRequest request,
        Caller caller,
        HttpResponse response,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (request.PeriodTo < request.PeriodFrom)
            return Problem.Invalid("periodTo", $"lies before the start, {request.PeriodFrom:yyyy-MM-dd}").ToResult();
        if (TargetProblems.Impossible(request.Metric, request.Value) is { } impossible)
            return impossible.ToResult();

        await using var work = await database.BeginAsync(ct);
        var target = new
        {
            Id = Guid.CreateVersion7(),
            Metric = request.Metric.ToText(),
            request.SegmentId,
            request.PeriodFrom,
            request.PeriodTo,
            request.Value,
            request.Owner,
            By = caller.Id,
            Now = clock.GetUtcNow(),
        };
        if (await work.SingleOrDefaultAsync<TargetResponse>(Insert, target) is not { } set)
            return TargetProblems.Exists((await work.SingleOrDefaultAsync<TargetResponse>(Find, target))!).ToResult();
        await work.CommitAsync();
        response.SetETag(set.Version);
        return TypedResults.Created($"/v1/targets/{set.Id}", set);
    }

    private const string Insert = $"""
        insert into target (id, metric, segment_id, period_from, period_to, value, owner, set_by, set_at, version)
        values (@Id, @Metric, @SegmentId, @PeriodFrom, @PeriodTo, @Value, @Owner, @By, @Now, 1)
        on conflict on constraint target_once do nothing
        returning {TargetResponse.Columns}
        """;

    private const string Find = $"""
        {TargetResponse.Select} where metric = @Metric and segment_id is not distinct from @SegmentId::uuid
            and period_from = @PeriodFrom and period_to = @PeriodTo
        """;
}
