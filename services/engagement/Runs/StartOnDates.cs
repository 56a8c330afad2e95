using Platform.Engagement.Accounts;
using Platform.Engagement.Playbooks;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Runs;

/// <summary>Starts the runs whose day has come, "120 days before the renewal", once for each date.</summary>
public sealed class StartOnDates(Database database, LivePlaybooks playbooks, RunStarter starter) : IScheduledJob
{
    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        foreach (var live in (await playbooks.AllAsync(ct)).Where(one => one.Definition.Trigger.Kind == "date"))
        {
            await using var reading = await database.BeginAsync(ct);
            var due = await DueDates.AccountsAsync(reading, live.Definition.Trigger, today);
            var started = (
                await reading.QueryAsync<(Guid AccountId, string Dedupe)>(
                    "select account_id, dedupe from run where playbook_id = @Id and account_id = any(@Accounts)",
                    new { live.Id, Accounts = due.Select(one => one.AccountId).ToArray() }
                )
            ).ToHashSet();
            await reading.DisposeAsync();
            foreach (var (accountId, date) in due)
            {
                var key = date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
                if (
                    started.Any(run => run.AccountId == accountId && run.Dedupe.EndsWith(key, StringComparison.Ordinal))
                )
                    continue;
                await using var work = await database.BeginAsync(ct);
                if (await AccountCopies.FindAsync(work, accountId) is not { } account)
                    continue;
                var facts = new PlaybookFacts(account);
                if (live.Definition.Trigger.When is { } when && !when.Matches(facts, today))
                    continue;
                await starter.StartAsync(work, new RunStart(live, account, "date", "service:engagement", Key: key));
                await work.CommitAsync();
            }
        }
    }
}
