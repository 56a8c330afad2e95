using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Tactics;

/// <summary>Time alone makes a tactic slow: each day every active one is looked at.</summary>
public sealed class WatchTactics(Database database, TacticService tactics) : IScheduledJob
{
    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        foreach (
            var accountId in await database.QueryAsync<Guid>(
                "select distinct account_id from account_tactic where state = 'active' order by account_id",
                ct: ct
            )
        )
        {
            await using var work = await database.BeginAsync(ct);
            await tactics.LockAsync(work, accountId);
            foreach (
                var tactic in await work.QueryAsync<AccountTactic>(
                    $"{AccountTactic.Select} where a.account_id = @accountId and a.state = 'active' order by a.id",
                    new { accountId }
                )
            )
                await tactics.LookAsync(work, tactic, tactic.Adoption);
            await work.CommitAsync();
        }
    }
}
