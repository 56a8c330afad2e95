using Platform.Renewals.Revenue;
using Platform.ServiceKit.Data;

namespace Platform.Renewals.Metrics;

/// <summary>
/// Positions of accounts between any two days as known at any instant, from the ledger in SQL: the reference that the
/// resident columns are checked against, and the way to every figure that they do not hold.
/// </summary>
public sealed class PeriodReader(Database database)
{
    /// <summary>All that is recorded, where no instant is asked for: another process's clock may be a little
    /// ahead.</summary>
    public static readonly DateTimeOffset Everything = DateTimeOffset.MaxValue;

    public async Task<IReadOnlyList<GroupFigures>> FiguresAsync(
        DateOnly from,
        DateOnly to,
        string by,
        RetentionDefinition definition,
        DateTimeOffset knownAt,
        CancellationToken ct
    )
    {
        var total = new PeriodSums();
        var groups = new SortedDictionary<string, PeriodSums>(StringComparer.Ordinal);
        foreach (var row in await RowsAsync(from, to, by, knownAt, ct))
        {
            var period = row.ToPeriod();
            total.Add(period, definition);
            if (by == Grouping.None)
                continue;
            if (!groups.TryGetValue(row.Group, out var sums))
                groups[row.Group] = sums = new PeriodSums();
            sums.Add(period, definition);
        }

        // With no row at all the sums still have to know which waterfall they are.
        if (by == Grouping.None)
            return [new GroupFigures("all", total.ToFigures())];
        return
        [
            .. groups.Select(g => new GroupFigures(g.Key, g.Value.ToFigures())),
            new GroupFigures("all", total.ToFigures()),
        ];
    }

    /// <summary>The same positions one by one: what a figure is made of.</summary>
    public async Task<IReadOnlyList<AccountPosition>> PositionsAsync(
        DateOnly from,
        DateOnly to,
        string by,
        DateTimeOffset knownAt,
        CancellationToken ct
    ) =>
        [
            .. (await RowsAsync(from, to, by, knownAt, ct)).Select(row => new AccountPosition(
                row.AccountId,
                row.Group,
                row.ToPeriod()
            )),
        ];

    private Task<IReadOnlyList<PeriodRow>> RowsAsync(
        DateOnly from,
        DateOnly to,
        string by,
        DateTimeOffset knownAt,
        CancellationToken ct
    ) =>
        database.QueryAsync<PeriodRow>(
            by == Grouping.Product ? ByProduct
                : by == Grouping.Cohort ? ByCohort
                : by == Grouping.ArrBand ? ByArrBand
                : ByDimension,
            new
            {
                From = from,
                To = to,
                KnownAt = knownAt,
                Dimension = by,
            },
            ct
        );

    private sealed class PeriodRow
    {
        public Guid AccountId { get; init; }
        public string Group { get; init; } = "";
        public decimal Start { get; init; }
        public decimal End { get; init; }
        public bool KnownBefore { get; init; }
        public bool ChurnedWithin { get; init; }
        public decimal New { get; init; }
        public decimal Expansion { get; init; }
        public decimal Contraction { get; init; }
        public decimal Churn { get; init; }
        public decimal Reactivation { get; init; }

        public AccountPeriod ToPeriod() =>
            new(
                Start,
                End,
                KnownBefore,
                ChurnedWithin,
                new MovementSums(New, Expansion, Contraction, Churn, Reactivation)
            );
    }

    // A reversal counts its movement away again.
    private const string Sums = """
        coalesce(sum(delta) filter (where effective_on <= @From), 0) as start,
        coalesce(sum(delta), 0) as "end",
        coalesce(sum(case when reverses is null then 1 else -1 end)
            filter (where kind = 'new' and effective_on <= @From), 0) > 0 as known_before,
        coalesce(sum(case when reverses is null then 1 else -1 end)
            filter (where kind = 'churn' and effective_on > @From), 0) > 0 as churned_within,
        coalesce(sum(delta) filter (where kind = 'new' and effective_on > @From), 0) as new,
        coalesce(sum(delta) filter (where kind = 'expansion' and effective_on > @From), 0) as expansion,
        coalesce(sum(delta) filter (where kind = 'contraction' and effective_on > @From), 0) as contraction,
        coalesce(sum(delta) filter (where kind = 'churn' and effective_on > @From), 0) as churn,
        coalesce(sum(delta) filter (where kind = 'reactivation' and effective_on > @From), 0) as reactivation
        """;

    private const string ByDimension = $"""
        select coalesce(g.value, 'unassigned') as "group", p.*
        from (
            select account_id, {Sums}
            from movement where product_id is null and effective_on <= @To and recorded_at <= @KnownAt
            group by account_id) p
        left join account_group g on g.account_id = p.account_id and g.dimension = @Dimension
            and g.from_at <= @KnownAt and (g.to_at is null or g.to_at > @KnownAt)
        """;

    private const string ByProduct = $"""
        select d.code as "group", p.*
        from (
            select account_id, product_id, {Sums}
            from movement where product_id is not null and effective_on <= @To and recorded_at <= @KnownAt
            group by account_id, product_id) p
        join product d on d.id = p.product_id
        """;

    // Twelve times the MRR of the first day, so that an account that shrinks counts where it came from.
    private const string ByArrBand = $"""
        select case when arr >= 1000000 then '1m_and_more' when arr >= 250000 then '250k_to_1m'
                when arr >= 50000 then '50k_to_250k' when arr >= 10000 then '10k_to_50k'
                when arr > 0 then 'under_10k' else 'unassigned' end as "group", p.*
        from (
            select account_id, {Sums}
            from movement where product_id is null and effective_on <= @To and recorded_at <= @KnownAt
            group by account_id) p
        cross join lateral (select 12 * case when p.start > 0 then p.start else p."end" end as arr) a
        """;

    // Reversals are recorded before what replaces them, so the last new movement that reverses nothing is the one in
    // force.
    private const string ByCohort = $"""
        select coalesce(to_char(p.begun, 'YYYY-MM'), 'unassigned') as "group", p.*
        from (
            select account_id, (array_agg(effective_on
                order by seq desc) filter (where kind = 'new' and reverses is null))[1] as begun, {Sums}
            from movement where product_id is null and effective_on <= @To and recorded_at <= @KnownAt
            group by account_id) p
        """;
}
