using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Values;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Targets;

/// <summary>Filters of the list; what is left out filters nothing.</summary>
public sealed class ListTargetsQuery
{
    /// <summary>nrr, grr, logo_retention, median_time_to_first_value, green_share or surprise_share.</summary>
    public string? Metric { get; init; }

    /// <summary>A rule-based segment.</summary>
    public Guid? SegmentId { get; init; }
    public string? Owner { get; init; }

    /// <summary>A day of the period.</summary>
    public DateOnly? On { get; init; }
}

public static class ListTargets
{
    public static void Map(IEndpointRouteBuilder targets) =>
        targets
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListTargets))
            .WithDescription("The targets that are set, the newest first.");

    private static async Task<Results<Ok<Page<TargetResponse>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] ListTargetsQuery query,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        if (query.Metric is { } metric && !EnumText.TryTo<TargetMetric>(metric, out _))
            return Problem.Invalid("metric", $"'{metric}' is none of {EnumText.Choices<TargetMetric>()}").ToResult();
        var rows = await database.QueryAsync<TargetResponse>(
            List,
            new
            {
                query.Metric,
                query.SegmentId,
                query.Owner,
                query.On,
                After = Cursor.Read<Position>(page.Cursor)?.Id,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(Page<TargetResponse>.From(rows, page.Limit, row => row, row => new Position(row.Id)));
    }

    private sealed record Position(Guid Id);

    private const string List = $"""
        {TargetResponse.Select}
        where (@Metric::text is null or metric = @Metric) and (@SegmentId::uuid is null or segment_id = @SegmentId)
          and (@Owner::text is null or owner = @Owner)
          and (@On::date is null or @On between period_from and period_to)
          and (@After::uuid is null or id < @After)
        order by id desc limit @Limit
        """;
}
