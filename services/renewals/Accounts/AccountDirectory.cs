using Platform.ServiceKit.Data;

namespace Platform.Renewals.Accounts;

/// <summary>
/// Finds accounts by what others call them: an id, or <c>source:external id</c>. Answers from our own copy; what it
/// lacks (an account created a moment ago, whose event is still on its way) is asked of the accounts service and kept.
/// </summary>
public sealed class AccountDirectory(Database database, IAccountLookup accounts)
{
    /// <returns>The references that were found; the others name no account.</returns>
    public async Task<IReadOnlyDictionary<string, Guid>> ResolveAsync(
        IEnumerable<string> references,
        CancellationToken ct
    )
    {
        var wanted = references
            .Distinct(StringComparer.Ordinal)
            .Select(AccountReference.Parse)
            .OfType<AccountReference>()
            .ToList();
        var found = await FromCopyAsync(wanted, ct);
        var missing = wanted.Where(r => !found.ContainsKey(r.Text)).ToList();
        if (missing.Count == 0)
            return found;
        var asked = await accounts.FindAsync(missing, ct);
        await KeepAsync(asked, ct);
        foreach (var (reference, account) in asked)
            found[reference.Text] = account;
        return found;
    }

    /// <summary>True where the account is known here or to the accounts service.</summary>
    public async Task<bool> ExistsAsync(Guid accountId, CancellationToken ct) =>
        (await ResolveAsync([accountId.ToString()], ct)).Count == 1;

    private async Task<Dictionary<string, Guid>> FromCopyAsync(
        IReadOnlyList<AccountReference> references,
        CancellationToken ct
    )
    {
        var rows = await database.QueryAsync<(string Reference, Guid AccountId)>(
            Find,
            new
            {
                Ids = references.Where(r => r.Id is not null).Select(r => r.Id!.Value).ToArray(),
                Sources = references.Where(r => r.Id is null).Select(r => r.Source).ToArray(),
                ExternalIds = references.Where(r => r.Id is null).Select(r => r.ExternalId).ToArray(),
            },
            ct
        );
        var known = rows.ToDictionary(r => r.Reference, r => r.AccountId, StringComparer.Ordinal);
        var found = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var reference in references)
            if (known.TryGetValue(reference.Key, out var account))
                found[reference.Text] = account;
        return found;
    }

    private async Task KeepAsync(IReadOnlyDictionary<AccountReference, Guid> found, CancellationToken ct)
    {
        var external = found.Where(f => f.Key.Id is null).ToList();
        if (external.Count == 0)
            return;
        await database.ExecuteAsync(
            Keep,
            new
            {
                Sources = external.Select(f => f.Key.Source).ToArray(),
                ExternalIds = external.Select(f => f.Key.ExternalId).ToArray(),
                Ids = external.Select(f => f.Value).ToArray(),
            },
            ct
        );
    }

    private const string Find = """
        select account_id::text as reference, account_id from account_copy where account_id = any(@Ids)
        union all
        select source || ':' || external_id, account_id
        from account_external_id
        where (source, external_id) in (select * from unnest(@Sources, @ExternalIds))
        """;

    private const string Keep = """
        insert into account_external_id (source, external_id, account_id)
        select * from unnest(@Sources, @ExternalIds, @Ids)
        on conflict do nothing
        """;
}
