using System.Text.Json;
using Npgsql;
using Platform.Contracts;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Studies;

/// <summary>Runs the queued studies, one at a time per replica. The lock ends with its transaction, so another replica
/// starts a study again whose replica was killed.</summary>
public sealed partial class RunStudies(
    Database database,
    StudyQueue queue,
    IEnumerable<IStudy> studies,
    TimeProvider clock,
    ILogger<RunStudies> logger
) : PeriodicBackgroundService(Poll, logger)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    protected override async Task TurnAsync(CancellationToken ct)
    {
        while (await RunNextAsync(ct)) { }
    }

    protected override Task RestAsync(CancellationToken ct) => queue.WaitAsync(Poll, ct);

    private async Task<bool> RunNextAsync(CancellationToken ct)
    {
        await using var locks = await database.BeginAsync(ct);
        var open = await database.QueryAsync<StudyRow>(
            $"select {StudyRow.Columns} from study where status in ('queued', 'running') order by requested_at "
                + $"limit 20",
            null,
            ct
        );
        foreach (var study in open)
        {
            if (!await locks.TryLockAsync($"scoring.study:{study.StudyId}"))
                continue;
            // Between the list and the lock another replica may have finished it.
            if (
                await database.ExecuteAsync(
                    "update study set status = 'running', done = 0 where study_id = @StudyId and status in "
                        + "('queued', 'running')",
                    new { study.StudyId },
                    ct
                ) == 0
            )
                continue;
            await RunAsync(study, ct);
            return true;
        }
        return false;
    }

    private async Task RunAsync(StudyRow study, CancellationToken ct)
    {
        Task Progress(int done, int of) =>
            database.ExecuteAsync(
                "update study set done = @done, of = @of where study_id = @StudyId",
                new
                {
                    study.StudyId,
                    done,
                    of,
                },
                ct
            );
        try
        {
            var result = await studies.Single(kind => kind.Kind == study.Kind).RunAsync(study, Progress, ct);
            await FinishAsync(
                study,
                "done",
                JsonSerializer.Serialize(result, result.GetType(), ContractJson.Options),
                null,
                ct
            );
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not NpgsqlException)
        {
            if (exception is not ProblemException)
                LogFailed(exception);
            await FinishAsync(
                study,
                "failed",
                null,
                exception is ProblemException problem
                    ? problem.Problem.Detail ?? problem.Problem.Title
                    : "It failed inside; the service's log says why.",
                ct
            );
        }
    }

    private Task<int> FinishAsync(StudyRow study, string status, string? result, string? error, CancellationToken ct) =>
        database.ExecuteAsync(
            "update study set status = @status, result = @result::jsonb, error = @error, finished_at = @At where "
                + "study_id = @StudyId",
            new
            {
                study.StudyId,
                status,
                result,
                error,
                At = clock.GetUtcNow(),
            },
            ct
        );

    [LoggerMessage(Level = LogLevel.Error, Message = "A study failed")]
    private partial void LogFailed(Exception exception);
}
