using System.Text.Json;
using Platform.Contracts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.BulkChanges;

/// <summary>
/// Does or undoes one bulk change, account by account. The result of an account is written in the transaction that
/// changes it: a process that is killed leaves either both or neither.
/// </summary>
internal sealed class BulkRun(Database database, IEnumerable<IBulkOperation> operations, TimeProvider clock)
{
    private readonly Dictionary<string, IBulkOperation> _operations = operations.ToDictionary(
        operation => operation.Name,
        StringComparer.Ordinal
    );

    public async Task RunAsync(BulkChangeRow change, CancellationToken ct)
    {
        RequestContext.ActFor(change.CreatedBy);
        var isUndo = change.Status == BulkChangeRow.Undoing;
        var request = change.ToRequest();
        while (!ct.IsCancellationRequested && await NextAsync(change, request, isUndo, ct)) { }
        await database.ExecuteAsync(
            Finish,
            new
            {
                change.Id,
                Waits = isUndo ? "undoing" : "waiting",
                Done = isUndo ? "undone" : BulkChangeRow.Completed,
                change.Status,
                Now = clock.GetUtcNow(),
            },
            ct
        );
    }

    /// <summary>One account; false when none waits that nobody else is at.</summary>
    private async Task<bool> NextAsync(
        BulkChangeRow change,
        StartBulkChangeRequest request,
        bool isUndo,
        CancellationToken ct
    )
    {
        Item? item;
        Problem refused;
        await using (var work = await database.BeginAsync(ct))
        {
            item = await work.SingleOrDefaultAsync<Item>(
                Take,
                new { change.Id, Waits = isUndo ? "undoing" : "waiting" }
            );
            if (item is null)
                return false;
            try
            {
                var outcome = await ChangeAsync(work, change, request, item, isUndo);
                if (!change.DryRun)
                {
                    await SettleAsync(work, change, item, outcome);
                    await work.CommitAsync();
                    return true;
                }
                refused = null!;
                item = item with { Outcome = outcome };
            }
            catch (ProblemException problem)
            {
                refused = problem.Problem;
            }
        }
        // What the transaction did is rolled back; only the result is kept.
        await using var result = await database.BeginAsync(ct);
        if (refused is null)
            await SettleAsync(result, change, item, item.Outcome! with { Undo = null });
        else
            await result.ExecuteAsync(
                Settle,
                new
                {
                    change.Id,
                    item.AccountId,
                    Result = isUndo ? "undo_refused" : "refused",
                    Reason = ReasonOf(refused),
                    Undo = (string?)null,
                }
            );
        await result.CommitAsync();
        return true;
    }

    private async Task<BulkOutcome> ChangeAsync(
        UnitOfWork work,
        BulkChangeRow change,
        StartBulkChangeRequest request,
        Item item,
        bool isUndo
    )
    {
        var operation = _operations[change.Operation];
        if (!isUndo)
            return await operation.ApplyAsync(work, change.Caller, item.AccountId, request);
        var undo = JsonSerializer.Deserialize<JsonElement>(item.Undo!);
        await operation.UndoAsync(work, change.Caller, item.AccountId, undo);
        return new BulkOutcome(true, undo);
    }

    private static Task<int> SettleAsync(UnitOfWork work, BulkChangeRow change, Item item, BulkOutcome outcome) =>
        work.ExecuteAsync(
            Settle,
            new
            {
                change.Id,
                item.AccountId,
                Result = change.Status == BulkChangeRow.Undoing ? "undone"
                : outcome.Changed ? "changed"
                : "unchanged",
                Reason = (string?)null,
                Undo = outcome.Undo is null
                    ? null
                    : JsonSerializer.Serialize(outcome.Undo, outcome.Undo.GetType(), ContractJson.Options),
            }
        );

    private static string ReasonOf(Problem problem) =>
        problem.Errors is { Count: > 0 } errors
            ? string.Join("; ", errors.Select(error => $"{error.Key}: {string.Join(", ", error.Value)}"))
            : problem.Detail ?? problem.Title;

    private sealed record Item
    {
        public Guid AccountId { get; init; }
        public string? Undo { get; init; }
        public BulkOutcome? Outcome { get; init; }
    }

    private const string Take = """
        select account_id, undo::text as undo from bulk_change_item where bulk_id = @Id and result = @Waits
        order by place limit 1 for update skip locked
        """;

    private const string Settle = """
        update bulk_change_item set result = @Result, reason = @Reason, undo = coalesce(@Undo::jsonb, undo)
        where bulk_id = @Id and account_id = @AccountId and result in ('waiting', 'undoing')
        """;

    private const string Finish = """
        update bulk_change set status = @Done, finished_at = @Now
        where id = @Id and status = @Status
            and not exists (select from bulk_change_item where bulk_id = @Id and result = @Waits)
        """;
}
