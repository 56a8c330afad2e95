using Platform.HealthScoring.Rounds;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Usage;

/// <summary>
/// Packs each account's window through the day before yesterday, once a business day and after its past came in: by
/// then hardly an event of those days is still to come. The replicas pass the work on chunk by chunk, so any of them
/// may be killed.
/// </summary>
public sealed class PackDaily(Database database, UsageCalendar calendar, ILogger<PackDaily> logger)
    : PeriodicBackgroundService(TimeSpan.FromSeconds(20), logger)
{
    private const int Chunk = 500;
    private const int DaysBack = 2;

    protected override async Task TurnAsync(CancellationToken ct)
    {
        while (await NextChunkAsync(ct)) { }
    }

    /// <summary>False where nothing is to do, or another replica is at it.</summary>
    public async Task<bool> NextChunkAsync(CancellationToken ct)
    {
        var today = calendar.Today;
        await using var work = await database.BeginAsync(ct);
        if (await BookRound.NextAsync(work, BookRound.Packing, today, Chunk) is not { } step)
            return false;
        if (step.Accounts.Length > 0)
            await PackedWindows.PackAsync(work, step.Accounts, today.AddDays(-DaysBack), ct);
        await work.CommitAsync();
        return step.IsMore;
    }
}
