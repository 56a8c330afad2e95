using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>What the day alone brings to open onboardings: milestones that became overdue, stalls, the next step of the
/// ladder.</summary>
internal sealed class WatchOnboardings(Database database, OnboardingChanges changes) : IScheduledJob
{
    private const int Batch = 200;

    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        while (true)
        {
            var ids = await database.QueryAsync<Guid>(
                "select onboarding_id from onboarding where status = 'open' and (watched_on is null or "
                    + "watched_on < @today) order by onboarding_id limit @Batch",
                new { today, Batch },
                ct
            );
            foreach (var id in ids)
            {
                await using var work = await database.BeginAsync(ct);
                await changes.ApplyAsync(work, id, _ => { });
                await work.ExecuteAsync(
                    "update onboarding set watched_on = @today where onboarding_id = @id",
                    new { id, today }
                );
                await work.CommitAsync();
            }
            if (ids.Count < Batch)
                return;
        }
    }
}
