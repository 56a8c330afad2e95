using Platform.HealthScoring.Rounds;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Ingestion;

/// <summary>
/// What hardly any event tells besides use: refused attempts at features of a higher tier, and teams. Kept in the
/// transaction that stores the events, so that each counts once, and looked at by the round that finds triggers.
/// </summary>
internal static class RareUsage
{
    public static async Task KeepAsync(UnitOfWork work, UsageRows rows)
    {
        var denied = rows.Denied();
        if (denied.Count > 0)
            await KeepDeniedAsync(work, denied);
        if (rows.Teams.Count > 0)
            await KeepTeamsAsync(work, rows.Teams);
    }

    private static async Task KeepDeniedAsync(UnitOfWork work, IReadOnlyList<DeniedAttempts> denied)
    {
        await work.ExecuteAsync(
            AddDenied,
            new
            {
                Accounts = denied.Select(d => d.AccountId).ToArray(),
                Days = denied.Select(d => d.Day).ToArray(),
                Users = denied.Select(d => d.User).ToArray(),
                Features = denied.Select(d => d.Feature).ToArray(),
                Attempts = denied.Select(d => d.Attempts).ToArray(),
            }
        );
        await BookRound.MarkAsync(
            work,
            BookRound.Watch,
            denied.Select(d => d.AccountId).Distinct().ToList(),
            settleSeconds: 1
        );
    }

    private static async Task KeepTeamsAsync(
        UnitOfWork work,
        IReadOnlyDictionary<(Guid Account, string Team), int> teams
    )
    {
        var fresh = await work.QueryAsync<Guid>(
            AddTeams,
            new
            {
                Accounts = teams.Keys.Select(t => t.Account).ToArray(),
                Teams = teams.Keys.Select(t => t.Team).ToArray(),
                Days = teams.Values.Select(DateOnly.FromDayNumber).ToArray(),
            }
        );
        await BookRound.MarkAsync(work, BookRound.Watch, fresh.Distinct().ToList(), settleSeconds: 1);
    }

    // In the order of the keys, so that two consumers that meet wait for each other in one order.
    private const string AddDenied = """
        insert into denied_attempt as d (account_id, day, user_number, feature, attempts)
        select * from unnest(@Accounts, @Days, @Users, @Features, @Attempts) order by 1, 2, 3, 4
        on conflict (account_id, day, user_number, feature) do update set attempts = d.attempts + excluded.attempts
        """;

    private const string AddTeams = """
        insert into product_team as t (account_id, team, first_day)
        select account_id, team, day from unnest(@Accounts, @Teams, @Days) as k (account_id, team, day)
        where not exists (select from product_team o
            where o.account_id = k.account_id and o.team = k.team and o.first_day <= k.day)
        order by account_id, team
        on conflict (account_id, team) do update set first_day = excluded.first_day
            where t.first_day > excluded.first_day
        returning account_id
        """;
}
