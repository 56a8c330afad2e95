using System.Text.Json;
using Platform.Contracts;

namespace Platform.Accounts.Imports.Jobs;

/// <summary>An import as stored.</summary>
internal sealed class ImportJob
{
    public const string Columns = """
        id, kind, source, format, file_name, mapping::text as mapping, dry_run, status, confirmed::text as confirmed,
        findings::text as findings, rows_total, rows_read, inserted, updated, unchanged, failed, warnings, done_line,
        problem, created_by, created_at, started_at, finished_at
        """;

    public const string Queued = "queued";
    public const string Running = "running";
    public const string NeedsConfirmation = "needs_confirmation";
    public const string Completed = "completed";
    public const string FailedStatus = "failed";
    public const string Cancelled = "cancelled";

    public Guid Id { get; init; }
    public string Kind { get; init; } = "";
    public string Source { get; init; } = "";
    public string Format { get; init; } = "";
    public string? FileName { get; init; }
    public string? Mapping { get; init; }
    public bool DryRun { get; init; }
    public string Status { get; init; } = "";
    public string Confirmed { get; init; } = "{}";
    public string Findings { get; init; } = "[]";
    public int? RowsTotal { get; init; }
    public int RowsRead { get; init; }
    public int Inserted { get; init; }
    public int Updated { get; init; }
    public int Unchanged { get; init; }
    public int Failed { get; init; }
    public int Warnings { get; init; }
    public int DoneLine { get; init; }
    public string? Problem { get; init; }
    public string CreatedBy { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    public IReadOnlyDictionary<string, string> ConfirmedFormats =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(Confirmed, ContractJson.Options)!;
}
