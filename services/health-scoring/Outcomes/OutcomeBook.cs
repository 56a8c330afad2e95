using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Outcomes;

/// <summary>Past outcomes, each loss once.</summary>
public static class OutcomeBook
{
    /// <summary>A churn and the lost renewal of the same contract are told on different days; within so many days of each other they are one loss.</summary>
    public const int SameLossDays = 120;

    /// <param name="segment">Only accounts that are scored with this segment's scorecard; null: all.</param>
    public static async Task<IReadOnlyList<Outcome>> ReadAsync(Database database, DateOnly until, string? segment, CancellationToken ct) =>
        EachOnce(await database.QueryAsync<Outcome>(Select, new { until, segment }, ct));

    /// <summary>The earliest telling of a loss stands: by then it was decided.</summary>
    internal static List<Outcome> EachOnce(IEnumerable<Outcome> outcomes)
    {
        var kept = new List<Outcome>();
        var lastLoss = new Dictionary<Guid, DateOnly>();
        foreach (var outcome in outcomes.OrderBy(o => o.DecidedOn).ThenBy(o => o.AccountId))
        {
            if (outcome.Churned)
            {
                if (lastLoss.TryGetValue(outcome.AccountId, out var before) && outcome.DecidedOn.DayNumber - before.DayNumber <= SameLossDays) continue;
                lastLoss[outcome.AccountId] = outcome.DecidedOn;
            }
            kept.Add(outcome);
        }
        return kept;
    }

    private const string Select = """
        select distinct o.account_id, o.kind, o.decided_on from outcome o left join account a using (account_id)
        where o.decided_on <= @until
          and (@segment::text is null or a.segment = @segment
               or (@segment = 'default' and not exists (select from scorecard c where c.segment = a.segment and c.status = 'active')))
        order by o.decided_on, o.account_id
        """;
}
