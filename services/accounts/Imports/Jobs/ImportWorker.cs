using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Imports.Jobs;

/// <summary>Does waiting imports one after the other. The job is leased: what a killed process had begun goes on
/// elsewhere, behind the last committed batch.</summary>
internal sealed partial class ImportWorker(
    Database database,
    ImportRun run,
    ImportSignal signal,
    ILogger<ImportWorker> logger
) : PeriodicBackgroundService(LookInterval, logger)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    protected override async Task TurnAsync(CancellationToken ct)
    {
        while (await TakeAsync(ct) is { } lease)
            await WorkAsync(lease, ct);
    }

    protected override Task RestAsync(CancellationToken ct) => signal.WaitAsync(LookInterval, ct);

    private async Task<ImportLease?> TakeAsync(CancellationToken ct)
    {
        var lease = Guid.CreateVersion7();
        var job = await database.SingleOrDefaultAsync<ImportJob>(Take, new { lease }, ct);
        return job is null ? null : new ImportLease(job, lease);
    }

    private async Task WorkAsync(ImportLease lease, CancellationToken ct)
    {
        try
        {
            RequestContext.ActFor(lease.Job.CreatedBy);
            await run.RunAsync(lease, ct);
        }
        catch (LeaseLostException)
        {
            LogLost(lease.Job.Id);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The lease runs out and the job is tried again from its last batch.
            LogInterrupted(lease.Job.Id, exception);
        }
    }

    private const string Take = $"""
        update import_job set status = 'running', lease = @lease, leased_until = now() + interval '20 seconds',
            started_at = coalesce(started_at, now())
        where id = (
            select id from import_job where status in ('queued', 'running')
                and (leased_until is null or leased_until < now())
            order by created_at limit 1 for update skip locked)
        returning {ImportJob.Columns}
        """;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Import {Import} went to another process")]
    private partial void LogLost(Guid import);

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Import} was interrupted; it goes on from its last batch")]
    private partial void LogInterrupted(Guid import, Exception exception);
}
