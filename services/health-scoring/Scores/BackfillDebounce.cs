using Platform.HealthScoring.Usage;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Scores;

/// <summary>
/// While months of an account's use are backfilled, a score in between would be that of a customer who stopped using
/// the product half-way: it would turn red and start playbooks. So the account is scored only after no more of its past
/// has come for a moment: its mark is held until then. The clock is PostgreSQL's, the same for all replicas.
/// </summary>
public static class BackfillDebounce
{
    /// <summary>Holds those of which history came, and answers which of the others may be scored now.</summary>
    /// <param name="aggregated">In order: marks are locked in this order.</param>
    public static async Task<Guid[]> DebounceAsync(UnitOfWork work, AggregatedUse[] aggregated, ScoringOptions options)
    {
        if (options.HoldHistorySeconds <= 0)
            return [.. aggregated.Select(f => f.AccountId)];
        var past = aggregated.Where(f => f.IsHistory).Select(f => f.AccountId).ToArray();
        if (past.Length > 0)
            await work.ExecuteAsync(
                Hold,
                new
                {
                    past,
                    options.HoldHistorySeconds,
                    options.LongestHoldSeconds,
                }
            );
        var others = aggregated.Where(f => !f.IsHistory).Select(f => f.AccountId).ToArray();
        if (others.Length == 0)
            return [];
        return [.. others.Except(await work.QueryAsync<Guid>(FindHeld, new { others }))];
    }

    private const string Hold = """
        insert into dirty_account as mark (account_id, held_until)
        select id, now() + make_interval(secs => @HoldHistorySeconds) from unnest(@past) with ordinality as p (id, n)
            order by n
        on conflict (account_id) where held_until is not null
            do update set held_until = least(excluded.held_until,
                mark.marked_at + make_interval(secs => @LongestHoldSeconds))
        """;

    /// <summary>Locked, so that a scorer that is about to take the mark has committed: then this account is scored
    /// here, with what was aggregated after it looked.</summary>
    private const string FindHeld =
        "select account_id from dirty_account where account_id = any(@others) and held_until > now() order by "
        + "account_id for update";
}
