using System.Text.Json;
using Platform.Contracts;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.BulkChanges;

/// <summary>A change of many accounts as Dapper reads it.</summary>
internal sealed class BulkChangeRow
{
    public const string Queued = "queued";
    public const string Completed = "completed";
    public const string Undoing = "undoing";

    public const string Read = """
        select id, operation, request::text as request, dry_run, status, created_by, role, scopes, created_at,
            finished_at, counts.*
        from bulk_change cross join lateral (
            select count(*)::int as accounts,
                (count(*) filter (where result = 'waiting'))::int as waiting,
                (count(*) filter (where result in ('changed', 'undoing')))::int as changed,
                (count(*) filter (where result = 'unchanged'))::int as unchanged,
                (count(*) filter (where result = 'refused'))::int as refused,
                (count(*) filter (where result = 'undone'))::int as undone,
                (count(*) filter (where result = 'undo_refused'))::int as undo_refused
            from bulk_change_item where bulk_id = bulk_change.id
        ) as counts
        """;

    public Guid Id { get; init; }
    public string Operation { get; init; } = "";
    public string Request { get; init; } = "{}";
    public bool DryRun { get; init; }
    public string Status { get; init; } = "";
    public string CreatedBy { get; init; } = "";
    public string Role { get; init; } = "";
    public string[] Scopes { get; init; } = [];
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public int Accounts { get; init; }
    public int Waiting { get; init; }
    public int Changed { get; init; }
    public int Unchanged { get; init; }
    public int Refused { get; init; }
    public int Undone { get; init; }
    public int UndoRefused { get; init; }

    /// <summary>Who asked for it, with the rights that they had then.</summary>
    public Caller Caller => new(CreatedBy, Role, Scopes.ToHashSet(StringComparer.Ordinal));

    public StartBulkChangeRequest ToRequest() =>
        JsonSerializer.Deserialize<StartBulkChangeRequest>(Request, ContractJson.Options)!;

    public BulkChangeResponse ToResponse() =>
        new(
            Id,
            Operation,
            DryRun,
            Status,
            CreatedBy,
            CreatedAt,
            FinishedAt,
            Accounts,
            Waiting,
            Changed,
            Unchanged,
            Refused,
            Undone,
            UndoRefused
        );
}
