using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.SuccessPlans.Onboardings;

/// <summary><c>GET /v1/onboardings/funnel?segment=&amp;from=&amp;to=</c>: how far onboardings opened in the span came,
/// and how long they took, per segment.</summary>
internal static class GetOnboardingFunnel
{
    public static void Map(IEndpointRouteBuilder onboardings) =>
        onboardings
            .MapGet("/funnel", HandleAsync)
            .WithName(nameof(GetOnboardingFunnel))
            .WithDescription(
                "How many onboardings are in which stage and how long they take, by the segment of the template."
            );

    private static async Task<Ok<IReadOnlyList<SegmentFunnel>>> HandleAsync(
        Database database,
        CancellationToken ct,
        string? segment = null,
        DateOnly? from = null,
        DateOnly? to = null
    )
    {
        var args = new
        {
            segment,
            from,
            to,
        };
        var stages = (await database.QueryAsync<StageRow>(Stages, args, ct)).ToLookup(s => s.Segment);
        IReadOnlyList<SegmentFunnel> funnels =
        [
            .. (await database.QueryAsync<SegmentRow>(Segments, args, ct)).Select(s => new SegmentFunnel(
                s.Segment,
                s.Opened,
                s.Open,
                s.Completed,
                s.Cancelled,
                s.MedianDaysToComplete,
                s.FirstValues,
                s.MedianDaysToFirstValue,
                [
                    .. stages[s.Segment]
                        .Select(t => new FunnelStage(
                            t.Stage,
                            t.Entered,
                            t.Left,
                            t.InStage,
                            t.Stalled,
                            t.MedianDays,
                            t.P90Days
                        )),
                ]
            )),
        ];
        return TypedResults.Ok(funnels);
    }

    private sealed class SegmentRow
    {
        public string Segment { get; init; } = "";
        public int Opened { get; init; }
        public int Open { get; init; }
        public int Completed { get; init; }
        public int Cancelled { get; init; }
        public decimal? MedianDaysToComplete { get; init; }
        public int FirstValues { get; init; }
        public decimal? MedianDaysToFirstValue { get; init; }
    }

    private sealed class StageRow
    {
        public string Segment { get; init; } = "";
        public string Stage { get; init; } = "";
        public int Entered { get; init; }
        public int Left { get; init; }
        public int InStage { get; init; }
        public int Stalled { get; init; }
        public decimal? MedianDays { get; init; }
        public decimal? P90Days { get; init; }
    }

    private const string Chosen =
        "(@segment::text is null or o.segment = @segment) and (@from::date is null or o.opened_on >= @from) and "
        + "(@to::date is null or o.opened_on <= @to)";

    private const string Segments = $"""
        select o.segment, count(*)::int as opened, count(*) filter (where o.status = 'open')::int as open,
            count(*) filter (where o.status = 'completed')::int as completed,
               count(*) filter (where o.status = 'cancelled')::int as cancelled,
               percentile_cont(0.5) within group (order by o.completed_on - o.signed_on)::numeric as
                   median_days_to_complete,
               count(v.days)::int as first_values,
                   percentile_cont(0.5) within group (order by v.days)::numeric as median_days_to_first_value
        from onboarding o left join lateral (select min(days) as days from first_value f
            where f.onboarding_id = o.onboarding_id) v on true
        where {Chosen} group by o.segment order by o.segment
        """;

    private const string Stages = $"""
        select o.segment, s.name as stage, count(s.entered_on)::int as entered, count(s.left_on)::int as left,
               count(*) filter (where o.status = 'open' and s.entered_on is not null
                   and s.left_on is null)::int as in_stage,
               count(*) filter (where o.status = 'open' and o.stalled_since is not null
                   and o.stage = s.name)::int as stalled,
               percentile_cont(0.5) within group (order by s.left_on - s.entered_on)::numeric as median_days,
               percentile_cont(0.9) within group (order by s.left_on - s.entered_on)::numeric as p90_days
        from onboarding o join onboarding_stage s using (onboarding_id)
        where {Chosen} group by o.segment, s.name order by o.segment, min(s.stage_no), s.name
        """;
}
