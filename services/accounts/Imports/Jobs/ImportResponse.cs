using System.Text.Json;

namespace Platform.Accounts.Imports.Jobs;

/// <summary>Where an import stands.</summary>
/// <param name="Status"><c>queued</c>, <c>running</c>, <c>needs_confirmation</c>, <c>completed</c>, <c>failed</c> (the
/// file as a whole) or <c>cancelled</c>.</param>
/// <param name="Progress">Share of rows read, 0–1.</param>
/// <param name="Findings">How columns are spelt, as detected; those with <c>needsConfirmation</c> wait for POST
/// …/confirm.</param>
/// <param name="Problem">Why the file as a whole failed.</param>
/// <param name="Kind">What the file holds: accounts, contacts, tickets, subscriptions, invoices and so on.</param>
/// <param name="RowsTotal">Rows of the file, once they are counted.</param>
/// <param name="RowsRead">Rows read so far.</param>
/// <param name="RowsInserted">Rows that made something new.</param>
/// <param name="RowsUpdated">Rows that changed something.</param>
/// <param name="RowsUnchanged">Rows that said what is known already.</param>
/// <param name="RowsFailed">Rows that were refused; the report says each with its reason.</param>
/// <param name="Warnings">Rows that were taken with something to look at.</param>
/// <param name="StartedAt">When reading began (RFC 3339, UTC).</param>
/// <param name="FinishedAt">When the last row was done (RFC 3339, UTC); left out before.</param>
/// <param name="Report">Where the whole report is read, line by line.</param>
public sealed record ImportResponse(
    Guid Id,
    string Kind,
    string Source,
    string Format,
    string? FileName,
    bool DryRun,
    string Status,
    decimal Progress,
    int? RowsTotal,
    int RowsRead,
    int RowsInserted,
    int RowsUpdated,
    int RowsUnchanged,
    int RowsFailed,
    int Warnings,
    IReadOnlyList<JsonElement> Findings,
    string? Problem,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    string Report
)
{
    internal static ImportResponse From(ImportJob job) =>
        new(
            job.Id,
            job.Kind,
            job.Source,
            job.Format,
            job.FileName,
            job.DryRun,
            job.Status,
            job.Status == ImportJob.Completed ? 1
                : job.RowsTotal is > 0 ? Math.Round((decimal)job.RowsRead / job.RowsTotal.Value, 4)
                : 0,
            job.RowsTotal,
            job.RowsRead,
            job.Inserted,
            job.Updated,
            job.Unchanged,
            job.Failed,
            job.Warnings,
            JsonSerializer.Deserialize<IReadOnlyList<JsonElement>>(job.Findings)!,
            job.Problem,
            job.CreatedBy,
            job.CreatedAt,
            job.StartedAt,
            job.FinishedAt,
            $"/v1/imports/{job.Id}/report"
        );
}
