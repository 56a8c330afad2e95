using System.Globalization;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Enablement;

namespace Platform.SuccessPlans.Peers;

/// <summary>Shows an account beside its segment, by the rules of <see cref="PeerFigures"/>.</summary>
internal sealed class Benchmarks(OrganisationCalendar day)
{
    public static readonly IReadOnlyList<PeerMetric> Metrics =
    [
        new("health_score", 5, 5, 95),
        new(SegmentUsage.Metric, 5, 5, decimal.MaxValue),
        new("value_delivered_percent", 5, 5, 95),
        new("certified_admins_percent", 5, 5, 95),
        new("days_to_first_value", 5, 5, 180, HigherIsBetter: false),
    ];

    public static string QuarterOf(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Year}-Q{(day.Month + 2) / 3}");

    /// <param name="use">People who used the product, by account of the segment; empty where scoring did not
    /// say.</param>
    public async Task<IReadOnlyList<BenchmarkLine>> ForAsync(
        UnitOfWork work,
        Guid accountId,
        string segment,
        IReadOnlyDictionary<Guid, decimal> use
    )
    {
        var lines = new List<BenchmarkLine>();
        foreach (var metric in Metrics)
        {
            // One at a time per metric: two segments that are decided at once would not see each other's figures.
            await work.LockAsync($"plans.peers:{metric.Name}");
            var group =
                metric.Name == SegmentUsage.Metric
                    ? use.ToDictionary()
                    : (await work.QueryAsync<Value>(Values[metric.Name], new { segment, day.Today })).ToDictionary(
                        v => v.AccountId,
                        v => v.Number
                    );
            var visible =
                group.Count >= PeerFigures.FewestAccounts
                    ? await PublishedForQuarterAsync(work, segment, metric, group)
                    : new Dictionary<string, VisibleFigure>();
            var all = visible.GetValueOrDefault(PeerFigures.All);
            lines.Add(
                new BenchmarkLine(
                    metric.Name,
                    metric.HigherIsBetter,
                    group.TryGetValue(accountId, out var own) ? Math.Round(own, 1) : null,
                    all?.Number,
                    visible.GetValueOrDefault(PeerFigures.TopQuarter)?.Number,
                    visible.GetValueOrDefault(PeerFigures.BottomQuarter)?.Number,
                    all?.PublishedOn
                )
            );
        }
        return lines;
    }

    private async Task<Dictionary<string, VisibleFigure>> PublishedForQuarterAsync(
        UnitOfWork work,
        string segment,
        PeerMetric metric,
        Dictionary<Guid, decimal> group
    )
    {
        var quarter = QuarterOf(day.Today);
        var visible = (
            await work.QueryAsync<VisibleFigure>(
                OfQuarter,
                new
                {
                    segment,
                    quarter,
                    metric.Name,
                }
            )
        ).ToDictionary(s => s.Cell, StringComparer.Ordinal);
        var missing = PeerFigures.Cells(group).Keys.Where(c => !visible.ContainsKey(c)).ToList();
        if (missing.Count == 0)
            return visible;
        var decided = PeerFigures.Decide(segment, metric, group, await PublishedAsync(work, metric.Name), day.Today);
        foreach (var cell in missing.Where(decided.ContainsKey))
        {
            var figure = decided[cell];
            await work.ExecuteAsync(
                Publish,
                new
                {
                    figure.Id,
                    figure.Segment,
                    figure.Metric,
                    cell,
                    figure.Value,
                    figure.PublishedOn,
                    quarter,
                    Accounts = figure.Contributions.Keys.ToArray(),
                    Numbers = figure.Contributions.Values.ToArray(),
                }
            );
            visible[cell] = new VisibleFigure
            {
                Cell = cell,
                Number = figure.Value,
                PublishedOn = figure.PublishedOn,
            };
        }
        return visible;
    }

    private static async Task<IReadOnlyList<PeerFigure>> PublishedAsync(UnitOfWork work, string metric)
    {
        var contributions = (
            await work.QueryAsync<Contribution>(
                "select figure_id, account_id, c.value as number from peer_contribution c join peer_figure f "
                    + "using (figure_id) where f.metric = @metric",
                new { metric }
            )
        ).ToLookup(c => c.FigureId);
        return
        [
            .. (
                await work.QueryAsync<Figure>(
                    "select figure_id, segment, cell, value as number, published_on from peer_figure where "
                        + "metric = @metric order by published_on, figure_id",
                    new { metric }
                )
            ).Select(f => new PeerFigure(
                f.FigureId,
                f.Segment,
                metric,
                f.Cell,
                f.Number,
                f.PublishedOn,
                contributions[f.FigureId].ToDictionary(c => c.AccountId, c => c.Number)
            )),
        ];
    }

    private sealed class Value
    {
        public Guid AccountId { get; init; }
        public decimal Number { get; init; }
    }

    private sealed class VisibleFigure
    {
        public string Cell { get; init; } = "";
        public decimal Number { get; init; }
        public DateOnly PublishedOn { get; init; }
    }

    private sealed class Figure
    {
        public Guid FigureId { get; init; }
        public string Segment { get; init; } = "";
        public string Cell { get; init; } = "";
        public decimal Number { get; init; }
        public DateOnly PublishedOn { get; init; }
    }

    private sealed class Contribution
    {
        public Guid FigureId { get; init; }
        public Guid AccountId { get; init; }
        public decimal Number { get; init; }
    }

    private const string OfQuarter = """
        select s.cell, f.value as number, f.published_on from peer_shown s join peer_figure f using (figure_id)
        where s.segment = @segment and s.quarter = @quarter and s.metric = @Name
        """;

    private const string Publish = """
        with figure as (
            insert into peer_figure (figure_id, segment, metric, cell, value, published_on)
                values (@Id, @Segment, @Metric, @cell, @Value, @PublishedOn) on conflict do nothing returning figure_id
        ), contributions as (
            insert into peer_contribution (figure_id, account_id, value)
            select figure_id, c.account_id, c.value from figure, unnest(@Accounts, @Numbers) as c (account_id, value)
        )
        insert into peer_shown (segment, quarter, metric, cell, figure_id)
            values (@Segment, @quarter, @Metric, @cell, @Id)
        """;

    internal const string Segment =
        "from account_copy a where coalesce(a.size, 'default') = @segment and a.lifecycle <> 'churned' and "
        + "a.merged_into is null";

    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["health_score"] = $"""
            select * from (select a.account_id, (select h.score from account_health h where h.account_id = a.account_id
                order by h.day desc limit 1) as number {Segment}) v where number is not null
            """,
        [
            "value_delivered_percent"
        ] = $"""
            select a.account_id, p.progress * 100 as number
            {Segment.Replace(
                "account_copy a",
                "account_copy a join plan p using (account_id)",
                StringComparison.Ordinal
            )} and p.status <> 'closed' and p.progress is not null
            """,
        [
            "certified_admins_percent"
        ] = $"""
            select a.account_id, round(100.0 * s.certified / s.admins, 2) as number {Segment.Replace(
                "account_copy a",
                $"account_copy a join ({CertifiedAdmins.Sql}) s using (account_id)",
                StringComparison.Ordinal
            )}
            """,
        ["days_to_first_value"] = $"""
            select * from (select a.account_id, (select min(f.days)::numeric from first_value f
                join onboarding o using (onboarding_id) where o.account_id = a.account_id) as number {Segment}) v
                where number is not null
            """,
    };
}
