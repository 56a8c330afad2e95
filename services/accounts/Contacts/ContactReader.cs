using Platform.ServiceKit.Data;

namespace Platform.Accounts.Contacts;

public static class ContactReader
{
    public static async Task<IReadOnlyDictionary<Guid, Contact>> LockAsync(
        UnitOfWork work,
        IReadOnlyCollection<Guid> ids
    )
    {
        if (ids.Count == 0)
            return new Dictionary<Guid, Contact>();
        var rows = await work.QueryAsync<StoredContact>(
            $"select {StoredContact.Columns} from contact where id = any(@ids) order by id for update",
            new { ids = ids.ToArray() }
        );
        return rows.ToDictionary(row => row.Id, row => row.ToContact());
    }

    public static async Task<IReadOnlyList<Contact>> OfAccountAsync(
        Database database,
        Guid accountId,
        CancellationToken ct
    ) =>
        [
            .. (
                await database.QueryAsync<StoredContact>(
                    $"select {StoredContact.Columns} from contact where account_id = @accountId and merged_into "
                        + $"is null order by status, lower(name), id",
                    new { accountId },
                    ct
                )
            ).Select(row => row.ToContact()),
        ];

    public static async Task<Contact?> FindAsync(Database database, Guid id, CancellationToken ct) =>
        (
            await database.SingleOrDefaultAsync<StoredContact>(
                $"select {StoredContact.Columns} from contact where id = @id",
                new { id },
                ct
            )
        )?.ToContact();
}
