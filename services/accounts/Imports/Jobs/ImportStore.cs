using System.Globalization;
using System.Text.Json;
using Platform.Accounts.Imports.Upserts;
using Platform.Contracts;
using Platform.Files;
using Platform.Files.Reading;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Imports.Jobs;

/// <summary>What an import writes about itself. Every write checks the lease, so that two processes never count one
/// batch twice.</summary>
internal sealed class ImportStore(Database database)
{
    /// <summary>The file, from the database into a temporary file that goes when it is closed.</summary>
    public async Task<FileStream> OpenFileAsync(Guid id, CancellationToken ct)
    {
        var file = new FileStream(
            Path.GetTempFileName(),
            new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            }
        );
        for (var no = 0; ; no++)
        {
            var bytes = await database.ScalarAsync<byte[]>(
                "select bytes from import_chunk where job_id = @id and no = @no",
                new { id, no },
                ct
            );
            if (bytes is null)
                break;
            await file.WriteAsync(bytes, ct);
        }
        file.Position = 0;
        return file;
    }

    public async Task ScannedAsync(ImportLease lease, ScannedFile scanned, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var findings = JsonSerializer.Serialize(scanned.Findings, ContractJson.Options);
        await OwnAsync(
            work,
            Scanned,
            new
            {
                lease.Job.Id,
                lease.Token,
                findings,
                Total = scanned.Rows,
                Status = scanned.NeedsConfirmation ? ImportJob.NeedsConfirmation : ImportJob.Running,
            }
        );
        if (lease.Job.DoneLine == 0)
        {
            // The remarks about the file as a whole stand once, however often the scan is repeated.
            await work.ExecuteAsync(
                "delete from import_problem where job_id = @Id and line <= 1",
                new { lease.Job.Id }
            );
            await ReportAsync(work, lease.Job.Id, scanned.Problems);
            await work.ExecuteAsync(
                "update import_job set warnings = @Warnings where id = @Id",
                new { lease.Job.Id, Warnings = scanned.Problems.Count(problem => problem.IsWarning) }
            );
        }
        await work.CommitAsync();
    }

    public static async Task RecordAsync(
        UnitOfWork work,
        ImportLease lease,
        IReadOnlyList<RowOutcome> outcomes,
        ImportBatch batch
    )
    {
        await ReportAsync(
            work,
            lease.Job.Id,
            [
                .. outcomes.SelectMany(outcome => outcome.Problems),
                .. lease.Job.DryRun ? outcomes.Where(outcome => outcome.Changes.Count > 0).Select(Difference) : [],
            ]
        );
        await OwnAsync(
            work,
            Progress,
            new
            {
                lease.Job.Id,
                lease.Token,
                Read = batch.Count,
                DoneLine = batch.LastLine,
                Inserted = outcomes.Count(outcome => outcome.Result == RowResult.Inserted),
                Updated = outcomes.Count(outcome => outcome.Result == RowResult.Updated),
                Unchanged = outcomes.Count(outcome => outcome.Result == RowResult.Unchanged),
                Failed = outcomes.Count(outcome => outcome.Result == RowResult.Failed),
                Warnings = outcomes.Sum(outcome => outcome.Problems.Count(problem => problem.IsWarning)),
            }
        );
    }

    public Task CompleteAsync(ImportLease lease, CancellationToken ct) =>
        EndAsync(lease, ImportJob.Completed, null, ct);

    public async Task FailAsync(ImportLease lease, UnreadableFileException unreadable, CancellationToken ct) =>
        await EndAsync(
            lease,
            ImportJob.FailedStatus,
            ImportProblem.Error(unreadable.Line, null, null, unreadable.Code, unreadable.Message),
            ct
        );

    private async Task EndAsync(ImportLease lease, string status, ImportProblem? problem, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await OwnAsync(
            work,
            End,
            new
            {
                lease.Job.Id,
                lease.Token,
                status,
                Problem = problem is null
                    ? null
                    : string.Create(CultureInfo.InvariantCulture, $"Line {problem.Line}: {problem.Message}"),
            }
        );
        if (problem is not null)
            await ReportAsync(work, lease.Job.Id, [problem]);
        await work.ExecuteAsync("delete from import_chunk where job_id = @Id", new { lease.Job.Id });
        await work.CommitAsync();
    }

    private static ImportProblem Difference(RowOutcome outcome)
    {
        var differences = outcome.Changes.Select(change =>
            $"{change.Field}: {Shown(change.Before)} → {Shown(change.After)}"
        );
        var changes =
            outcome.Result == RowResult.Inserted
                ? "Would be added."
                : $"Would change {string.Join("; ", differences)}.";
        return new ImportProblem(
            outcome.Line,
            null,
            outcome.ExternalId,
            outcome.Result == RowResult.Inserted ? "would-insert" : "would-update",
            changes,
            ImportProblem.InfoSeverity
        );
    }

    private static string Shown(object? value) =>
        value is null ? "(none)" : value as string ?? JsonSerializer.Serialize(value, ContractJson.Options);

    private static async Task OwnAsync(UnitOfWork work, string sql, object args)
    {
        if (await work.ExecuteAsync(sql, args) == 0)
            throw new LeaseLostException();
    }

    private static Task ReportAsync(UnitOfWork work, Guid jobId, IReadOnlyList<ImportProblem> problems) =>
        problems.Count == 0
            ? Task.CompletedTask
            : work.ExecuteAsync(
                Report,
                new
                {
                    jobId,
                    Lines = problems.Select(problem => problem.Line).ToArray(),
                    Columns = problems.Select(problem => problem.Column).ToArray(),
                    Values = problems.Select(problem => problem.Value).ToArray(),
                    Codes = problems.Select(problem => problem.Code).ToArray(),
                    Messages = problems.Select(problem => problem.Message).ToArray(),
                    Severities = problems.Select(problem => problem.Severity).ToArray(),
                }
            );

    private const string Scanned = """
        update import_job set findings = @findings::jsonb, rows_total = @Total, status = @Status,
            leased_until = case @Status when 'running' then now() + interval '20 seconds' end
        where id = @Id and lease = @Token and status = 'running'
        """;

    private const string Progress = """
        update import_job set rows_read = rows_read + @Read, inserted = inserted + @Inserted,
            updated = updated + @Updated, unchanged = unchanged + @Unchanged,
            failed = failed + @Failed, warnings = warnings + @Warnings, done_line = @DoneLine,
                leased_until = now() + interval '20 seconds'
        where id = @Id and lease = @Token and status = 'running'
        """;

    private const string End = """
        update import_job set status = @status, problem = @Problem, finished_at = now(), lease = null,
            leased_until = null where id = @Id and lease = @Token and status = 'running'
        """;

    private const string Report = """
        insert into import_problem (job_id, line, column_name, value, code, message, severity)
        select @jobId, line, column_name, value, code, message, severity
        from unnest(@Lines, @Columns, @Values, @Codes, @Messages, @Severities) with ordinality as row (line,
            column_name, value, code, message, severity, position)
        order by position
        """;
}
