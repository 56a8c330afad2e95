using System.Text.Json;
using Platform.Accounts.Accounts;
using Platform.Accounts.Audit;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.BulkChanges;

/// <summary>Overrides priorities with a reason and an end.</summary>
internal sealed class SetPriorityOperation(AccountWriter writer, AuditLog audit, RequestContext context)
    : IBulkOperation
{
    private const int LongestDays = 366;

    public string Name => "set_priority";

    public void Check(StartBulkChangeRequest request, IDictionary<string, string[]> errors)
    {
        if (request.Priority is not { } wanted)
        {
            errors["priority"] = ["is required for set_priority"];
            return;
        }
        var today = DateOnly.FromDateTime(context.Now.UtcDateTime);
        if (!Account.Priorities.Contains(wanted.Priority, StringComparer.Ordinal))
            errors["priority.priority"] = [$"'{wanted.Priority}' is not one of p1, p2, p3"];
        if (string.IsNullOrWhiteSpace(wanted.Reason) || wanted.Reason.Length > 1000)
            errors["priority.reason"] = ["is required, at most 1,000 characters"];
        if (wanted.Until < today || wanted.Until > today.AddDays(LongestDays))
            errors["priority.until"] = [$"'{wanted.Until:yyyy-MM-dd}' is not a day from today to a year ahead"];
    }

    public async Task<BulkOutcome> ApplyAsync(
        UnitOfWork work,
        Caller caller,
        Guid account,
        StartBulkChangeRequest request
    )
    {
        var before = await AccountReader.LockForChangeAsync(work, caller, account);
        var former = await FindAsync(work, account);
        var wanted = request.Priority!;
        if (former == wanted)
            return BulkOutcome.Unchanged;
        await PutAsync(work, caller, before, wanted);
        return new BulkOutcome(true, new PriorityUndo(wanted, former));
    }

    public async Task UndoAsync(UnitOfWork work, Caller caller, Guid account, JsonElement undo)
    {
        var before = await AccountReader.LockForChangeAsync(work, caller, account);
        var known = undo.Deserialize<PriorityUndo>(ContractJson.Options)!;
        if (await FindAsync(work, account) != known.Made)
            throw BulkProblems.ChangedSince("priority").ToException();
        await PutAsync(work, caller, before, known.Former);
    }

    private async Task PutAsync(UnitOfWork work, Caller caller, Account account, BulkPriority? wanted)
    {
        await work.ExecuteAsync("delete from priority_override where account_id = @Id", new { account.Id });
        if (wanted is not null)
            await work.ExecuteAsync(
                Insert,
                new
                {
                    account.Id,
                    wanted.Priority,
                    wanted.Reason,
                    wanted.Until,
                    By = caller.Id,
                    context.Now,
                }
            );
        await audit.WriteAsync(
            work,
            new AuditEntry(
                wanted is null ? "override_removed" : "overridden",
                "priority",
                account.Id,
                account.Id,
                new { account.Priority },
                wanted,
                wanted?.Reason
            )
        );
        await writer.SaveAsync(work, [new AccountChange(account, account, [])]);
    }

    private static async Task<BulkPriority?> FindAsync(UnitOfWork work, Guid account)
    {
        var row = await work.SingleOrDefaultAsync<Row>(
            "select priority, reason, until from priority_override where account_id = @account",
            new { account }
        );
        return row is null ? null : new BulkPriority(row.Priority, row.Reason, row.Until);
    }

    private sealed record PriorityUndo(BulkPriority Made, BulkPriority? Former);

    private sealed class Row
    {
        public string Priority { get; init; } = "";
        public string Reason { get; init; } = "";
        public DateOnly Until { get; init; }
    }

    private const string Insert = """
        insert into priority_override (account_id, priority, reason, until, set_by, set_at)
        values (@Id, @Priority, @Reason, @Until, @By, @Now)
        """;
}
