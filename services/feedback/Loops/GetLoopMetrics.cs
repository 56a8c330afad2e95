using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Loops;

/// <param name="By"><c>reason</c>, <c>owner</c> or <c>size</c>; left out: all in one.</param>
public sealed record GetLoopMetricsQuery(string? By, DateOnly? From, DateOnly? To, Guid? AccountId);

/// <summary>Share closed and time to close of the loops opened in a period, in total or by reason, owner or
/// size.</summary>
public static class GetLoopMetrics
{
    public static void Map(IEndpointRouteBuilder loops) =>
        loops.MapGet("/metrics", HandleAsync).WithName(nameof(GetLoopMetrics));

    private static async Task<Ok<IReadOnlyList<LoopMetrics>>> HandleAsync(
        [AsParameters] GetLoopMetricsQuery query,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var rows = await database.QueryAsync<Row>(
            Sql,
            new
            {
                query.By,
                query.From,
                query.To,
                query.AccountId,
                Now = clock.GetUtcNow(),
            },
            ct
        );
        return TypedResults.Ok<IReadOnlyList<LoopMetrics>>([
            .. rows.Select(r => new LoopMetrics(
                r.Group,
                r.Opened,
                r.Closed,
                r.Overdue,
                Share(r.Closed, r.Opened),
                r.Median,
                r.Mean,
                Share(r.InTime, r.Judged)
            )),
        ]);
    }

    private static decimal? Share(int part, int whole) => whole == 0 ? null : decimal.Round((decimal)part / whole, 4);

    private sealed class Row
    {
        public string Group { get; init; } = "";
        public int Opened { get; init; }
        public int Closed { get; init; }
        public int Overdue { get; init; }
        public decimal? Median { get; init; }
        public decimal? Mean { get; init; }
        public int InTime { get; init; }
        public int Judged { get; init; }
    }

    private const string Sql = """
        with looked_at as (
            select case @by when 'reason' then l.reason when 'owner' then coalesce(l.owner,
                'nobody') when 'size' then coalesce(c.size, 'unknown') else 'all' end as "group",
                   l.status, extract(epoch from l.closed_at - l.opened_at) / 3600 as hours, t.done_at as thanked_at,
                       t.due_at as thank_due,
                   exists (select from loop_step s
                       where s.loop_id = l.id and s.done_at is null and s.due_at < @Now) as overdue
            from feedback_loop l
            join loop_step t on t.loop_id = l.id and t.step = 'thank'
            left join account_copy c on c.account_id = l.account_id
            where (@from::date is null or l.opened_at >= @from::date)
                and (@to::date is null or l.opened_at < @to::date + 1)
              and (@accountId::uuid is null or l.account_id = @accountId)
        )
        select "group", count(*)::int as opened, (count(*) filter (where status = 'closed'))::int as closed,
            (count(*) filter (where overdue))::int as overdue,
               round((percentile_cont(0.5) within group (order by hours))::numeric, 2) as median,
                   round(avg(hours)::numeric, 2) as mean,
               (count(*) filter (where thanked_at <= thank_due))::int as in_time,
               (count(*) filter (where thanked_at is not null or thank_due < @Now))::int as judged
        from looked_at group by 1 order by 1
        """;
}
