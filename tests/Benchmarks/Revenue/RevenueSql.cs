using Npgsql;

namespace Platform.Benchmarks.Revenue;

/// <summary>
/// The same figures in plain SQL on the same tables, written as well as we can: accounts are touched only in months in
/// which they moved, and what did not move follows from running sums.
/// </summary>
internal static class RevenueSql
{
    public sealed record MonthFigures(
        string Month,
        string Segment,
        decimal Start,
        decimal Expansion,
        decimal Lost,
        decimal End
    );

    public sealed record CohortFigures(string Cohort, int Age, long Active, decimal Mrr);

    public static async Task<List<MonthFigures>> RetentionAsync(
        NpgsqlDataSource database,
        DateOnly from,
        DateOnly to,
        CancellationToken ct
    )
    {
        await using var command = database.CreateCommand(Retention);
        command.Parameters.AddWithValue("from", from);
        command.Parameters.AddWithValue("to", to);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<MonthFigures>();
        while (await reader.ReadAsync(ct))
            rows.Add(
                new MonthFigures(
                    reader.GetString(0),
                    reader.GetString(1),
                    reader.GetDecimal(2),
                    reader.GetDecimal(3),
                    reader.GetDecimal(4),
                    reader.GetDecimal(5)
                )
            );
        return rows;
    }

    public static async Task<List<CohortFigures>> CohortsAsync(
        NpgsqlDataSource database,
        DateOnly from,
        DateOnly to,
        CancellationToken ct
    )
    {
        await using var command = database.CreateCommand(Cohorts);
        command.Parameters.AddWithValue("from", from);
        command.Parameters.AddWithValue("to", to);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<CohortFigures>();
        while (await reader.ReadAsync(ct))
            rows.Add(
                new CohortFigures(reader.GetString(0), reader.GetInt32(1), reader.GetInt64(2), reader.GetDecimal(3))
            );
        return rows;
    }

    private const string Positions = """
        moved as (
            select account_id, date_trunc('month', effective_on)::date as month, sum(delta) as delta
            from movement where product_id is null and effective_on <= @to group by 1, 2),
        position as (
            select account_id, month, delta, sum(delta) over (partition by account_id order by month) as after
                    from moved)
        """;

    private const string Retention = $"""
        with {Positions},
        change as (
            select p.month, coalesce(g.value, 'unassigned') as segment, sum(p.delta) as delta,
                   sum(greatest(p.delta, 0)) filter (where p.after - p.delta > 0) as expansion,
                   sum(greatest(-p.delta, 0)) filter (where p.after - p.delta > 0) as lost
            from position p left join account_group g on g.account_id = p.account_id and g.dimension = 'size'
                and g.to_at is null
            group by 1, 2),
        grid as (
            select m.month::date as month, s.segment
                from generate_series((select min(month) from change), @to::timestamp, interval '1 month') as m (month)
            cross join (select distinct segment from change) s),
        running as (
            select g.month, g.segment, coalesce(sum(c.delta) over (partition by g.segment
                order by g.month rows between unbounded preceding and 1 preceding), 0) as start,
                   coalesce(c.expansion, 0) as expansion, coalesce(c.lost, 0) as lost, coalesce(c.delta, 0) as delta
            from grid g left join change c using (month, segment))
        select to_char(month, 'YYYY-MM'), segment, start, expansion, lost, start + delta from running
            where month > @from order by 1, 2
        """;

    private const string Cohorts = $"""
        with {Positions},
        begun as (select account_id, min(date_trunc('month', effective_on))::date as cohort from movement
            where product_id is null and kind = 'new' group by 1),
        change as (
            select b.cohort, p.month, sum(p.delta) as delta,
                   count(*) filter (where p.after > 0 and p.after - p.delta = 0) - count(*) filter (where p.after = 0
                       and p.after - p.delta > 0) as active
            from position p join begun b using (account_id) where b.cohort >= @from group by 1, 2),
        grid as (
            select c.cohort, m.month::date as month from (select distinct cohort from change) c
            cross join lateral generate_series(c.cohort::timestamp, @to::timestamp, interval '1 month') as m (month))
        select to_char(g.cohort, 'YYYY-MM'),
               ((extract(year from g.month) - extract(year from g.cohort)) * 12 + extract(month
                   from g.month) - extract(month from g.cohort))::int,
               coalesce(sum(c.active) over (partition by g.cohort order by g.month), 0)::bigint,
               coalesce(sum(c.delta) over (partition by g.cohort order by g.month), 0)
        from grid g left join change c using (cohort, month) order by 1, 2
        """;
}
