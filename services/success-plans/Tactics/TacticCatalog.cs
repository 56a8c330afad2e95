using Platform.ServiceKit.Data;

namespace Platform.SuccessPlans.Tactics;

/// <summary>The library: outcomes per customer type (three to five), tactics per outcome, case studies and what was
/// observed.</summary>
internal static class TacticCatalog
{
    internal static async Task FillAsync(Database database, IReadOnlyList<TacticView> tactics, CancellationToken ct)
    {
        var ids = tactics.Select(t => t.Id).ToArray();
        var observed = (await database.QueryAsync<ObservedRow>(Observed, new { ids }, ct)).ToDictionary(o =>
            o.TacticId
        );
        var studies = (await database.QueryAsync<StudyRow>(Studies, new { ids }, ct)).ToLookup(s => s.TacticId);
        foreach (var tactic in tactics)
        {
            tactic.Observed = observed.GetValueOrDefault(tactic.Id) ?? new ObservedResults();
            tactic.CaseStudies = [.. studies[tactic.Id]];
        }
    }

    internal static async Task<TacticView?> FindAsync(Database database, Guid id, CancellationToken ct)
    {
        var found = await database.QueryAsync<TacticView>($"{TacticView.Select} where t.id = @id", new { id }, ct);
        await FillAsync(database, found, ct);
        return found.SingleOrDefault();
    }

    internal sealed class ObservedRow : ObservedResults
    {
        public Guid TacticId { get; init; }
    }

    internal sealed class StudyRow : CaseStudy
    {
        public Guid TacticId { get; init; }
    }

    private const string Observed = """
        select tactic_id, (count(*) filter (where started_on is not null))::int as started,
            (count(*) filter (where state = 'active'))::int as active,
               (count(*) filter (where state = 'completed'))::int as completed,
                   (count(*) filter (where state = 'stopped' and started_on is not null))::int as stopped,
               (count(*) filter (where exists (select from escalation e
                   where e.account_tactic_id = a.id)))::int as stalled,
               (percentile_cont(0.5) within group (order by ended_on - started_on) filter
                   (where state = 'completed'))::numeric as median_days,
               round(avg(adoption) filter (where started_on is not null), 4) as mean_adoption
        from account_tactic a where tactic_id = any(@ids) group by tactic_id
        """;

    private const string Studies =
        "select id, tactic_id, title, text, result, at from case_study where tactic_id = any(@ids) order by at, id";
}
