using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.BulkChanges;

/// <summary>Works through what waits, oldest first. Any replica may take any account: the row's lock decides.</summary>
internal sealed class BulkWorker(Database database, BulkRun run, BulkSignal signal, ILogger<BulkWorker> logger)
    : PeriodicBackgroundService(LookInterval, logger)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    protected override async Task TurnAsync(CancellationToken ct)
    {
        var open = await database.QueryAsync<BulkChangeRow>(
            $"{BulkChangeRow.Read} where status in ('queued', 'undoing') order by id",
            ct: ct
        );
        foreach (var change in open)
            await run.RunAsync(change, ct);
    }

    protected override Task RestAsync(CancellationToken ct) => signal.WaitAsync(LookInterval, ct);
}
