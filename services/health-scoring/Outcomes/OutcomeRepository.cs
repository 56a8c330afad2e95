using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Outcomes;

/// <summary>Past outcomes, each once: the ledger, a decided renewal and a file may all tell of the same one.</summary>
public static class OutcomeRepository
{
    /// <summary>
    /// A decision and what follows from it in the ledger are told on different days; within so many days of each other
    /// they are one. So are two losses of different sources.
    /// </summary>
    public const int SameOutcomeDays = 120;

    /// <param name="segment">Only accounts that are scored with this segment's scorecard; null: all.</param>
    public static async Task<IReadOnlyList<Outcome>> ReadAsync(
        Database database,
        DateOnly until,
        string? segment,
        CancellationToken ct
    ) => EachOnce(await database.QueryAsync<Outcome>(Select, new { until, segment }, ct));

    /// <summary>The earliest telling of an outcome stands: by then it was decided. Two of one source are two.</summary>
    public static IReadOnlyList<Outcome> EachOnce(IEnumerable<Outcome> outcomes) =>
        [
            .. outcomes
                .GroupBy(o => (o.AccountId, o.Kind))
                .SelectMany(g => OfOneKind(g.OrderBy(o => o.DecidedOn).ThenBy(o => o.Source, StringComparer.Ordinal)))
                .OrderBy(o => o.DecidedOn)
                .ThenBy(o => o.AccountId),
        ];

    private static IEnumerable<Outcome> OfOneKind(IEnumerable<Outcome> tellings)
    {
        var kept = new List<(Outcome First, HashSet<string> Sources)>();
        foreach (var telling in tellings)
        {
            int Days((Outcome First, HashSet<string> Sources) k) =>
                telling.DecidedOn.DayNumber - k.First.DecidedOn.DayNumber;
            var same = kept.FindAll(k =>
                Days(k) <= SameOutcomeDays && (telling.Churned || !k.Sources.Contains(telling.Source))
            );
            if (same.Count == 0)
                kept.Add((telling, [telling.Source]));
            else
                same.MinBy(Days).Sources.Add(telling.Source);
        }
        return kept.Select(k => k.First);
    }

    private const string Select = """
        select distinct o.account_id, o.kind, o.decided_on, o.source from outcome o left
            join account a using (account_id)
        where o.decided_on between '2000-01-01' and @until
          and (@segment::text is null or a.segment = @segment
               or (@segment = 'default' and not exists (select from scorecard c
                   where c.segment = a.segment and c.status = 'active')))
        order by o.decided_on, o.account_id
        """;
}
