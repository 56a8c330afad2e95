using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.ServiceKit.Accounts;

/// <summary>
/// Two records were one customer: the rows of the duplicate go over to the account that stays, and which ones is kept
/// in <c>account_merge</c>, so that a merge which is undone takes back just those. Needs that table (<c>merge_id,
/// account_id, duplicate_id, moved jsonb, undone</c>).
/// </summary>
public sealed class AccountMerges(IReadOnlyList<AccountTable> tables)
{
    /// <returns>False where nothing was to do: it was heard before, or its undoing was.</returns>
    public async Task<bool> MoveAsync(UnitOfWork work, AccountsMerged merged)
    {
        if (
            await work.ExecuteAsync(
                Remember,
                new
                {
                    merged.MergeId,
                    merged.AccountId,
                    merged.DuplicateId,
                    Undone = false,
                }
            ) == 0
        )
            return false;
        var moved = new Dictionary<string, MovedRows>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            var yielded = table.Yield is null
                ? []
                : await work.QueryAsync<YieldedRow>(
                    table.Yield,
                    new
                    {
                        merged.AccountId,
                        merged.DuplicateId,
                        At = merged.OccurredAt,
                    }
                );
            var ids = await work.QueryAsync<Guid>(
                $"update {table.Name} set account_id = @AccountId where account_id = @DuplicateId returning "
                    + $"{table.Key}",
                new { merged.AccountId, merged.DuplicateId }
            );
            if (ids.Count + yielded.Count > 0)
                moved[table.Name] = new MovedRows(ids, yielded);
        }
        await work.ExecuteAsync(
            "update account_merge set moved = @Moved::jsonb where merge_id = @MergeId",
            new { merged.MergeId, Moved = JsonSerializer.Serialize(moved, ContractJson.Options) }
        );
        return true;
    }

    /// <returns>False where nothing was to do: it was undone before, or the merge was not heard of yet and then is
    /// never made.</returns>
    public async Task<bool> UndoAsync(UnitOfWork work, AccountMergeUndone undone)
    {
        if (await work.ScalarAsync<string>(Undo, new { undone.MergeId }) is not { } record)
        {
            await work.ExecuteAsync(
                Remember,
                new
                {
                    undone.MergeId,
                    undone.AccountId,
                    undone.DuplicateId,
                    Undone = true,
                }
            );
            return false;
        }
        var moved = JsonSerializer.Deserialize<Dictionary<string, MovedRows>>(record, ContractJson.Options)!;
        foreach (var table in tables)
        {
            if (!moved.TryGetValue(table.Name, out var rows))
                continue;
            await work.ExecuteAsync(
                Back(table),
                new
                {
                    undone.AccountId,
                    undone.DuplicateId,
                    Ids = rows.Ids.ToArray(),
                }
            );
            if (table.Restore is not { } restore)
                continue;
            foreach (var row in rows.Yielded)
                await work.ExecuteAsync(
                    restore,
                    new
                    {
                        row.Id,
                        row.Before,
                        undone.DuplicateId,
                    }
                );
        }
        return true;
    }

    private sealed record MovedRows(IReadOnlyList<Guid> Ids, IReadOnlyList<YieldedRow> Yielded);

    private sealed class YieldedRow
    {
        public Guid Id { get; init; }
        public string Before { get; init; } = "";
    }

    private const string Remember = """
        insert into account_merge (merge_id, account_id, duplicate_id, moved, undone)
            values (@MergeId, @AccountId, @DuplicateId, '{}', @Undone) on conflict do nothing
        """;

    private const string Undo =
        "update account_merge set undone = true where merge_id = @MergeId and not undone returning moved::text";

    // Where the account that stayed was itself merged into another since, its rows are there.
    private static string Back(AccountTable table) =>
        $"""
            with recursive holder as (
                select @AccountId::uuid as id
                union
                select m.account_id from account_merge m join holder h on m.duplicate_id = h.id where not m.undone
            )
            update {table.Name} set account_id = @DuplicateId
                where {table.Key} = any(@Ids) and account_id in (select id from holder)
            """;
}
