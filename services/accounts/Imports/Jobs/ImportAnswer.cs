using System.Text.Json;

namespace Platform.Accounts.Imports.Jobs;

/// <summary>Where an import stands.</summary>
/// <param name="Status"><c>queued</c>, <c>running</c>, <c>needs_confirmation</c>, <c>completed</c>, <c>failed</c> (the file as a whole) or <c>cancelled</c>.</param>
/// <param name="Progress">Share of rows read, 0–1.</param>
/// <param name="Findings">How columns are spelt, as detected; those with <c>needsConfirmation</c> wait for POST …/confirm.</param>
/// <param name="Problem">Why the file as a whole failed.</param>
public sealed record ImportAnswer(
    Guid Id, string Kind, string Source, string Format, string? FileName, bool DryRun, string Status, decimal Progress, int? RowsTotal, int RowsRead,
    int RowsInserted, int RowsUpdated, int RowsUnchanged, int RowsFailed, int Warnings, JsonElement Findings, string? Problem, string CreatedBy,
    DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string Report)
{
    internal static ImportAnswer From(ImportJob job) => new(
        job.Id, job.Kind, job.Source, job.Format, job.FileName, job.DryRun, job.Status,
        job.Status == ImportJob.Completed ? 1 : job.RowsTotal is > 0 ? Math.Round((decimal)job.RowsRead / job.RowsTotal.Value, 4) : 0, job.RowsTotal, job.RowsRead,
        job.Inserted, job.Updated, job.Unchanged, job.Failed, job.Warnings, JsonSerializer.Deserialize<JsonElement>(job.Findings), job.Problem, job.CreatedBy,
        job.CreatedAt, job.StartedAt, job.FinishedAt, $"/v1/imports/{job.Id}/report");
}
