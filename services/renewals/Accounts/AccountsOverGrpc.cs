using Platform.Accounts.V1;

namespace Platform.Renewals.Accounts;

/// <summary>Asks the accounts service.</summary>
internal sealed class AccountsOverGrpc(AccountsService.AccountsServiceClient accounts) : IAccountLookup
{
    public async Task<IReadOnlyDictionary<AccountReference, Guid>> FindAsync(
        IReadOnlyCollection<AccountReference> references,
        CancellationToken ct
    )
    {
        var found = new Dictionary<AccountReference, Guid>();
        foreach (var source in references.Where(r => r.Id is null).GroupBy(r => r.Source, StringComparer.Ordinal))
        {
            var request = new ResolveExternalIdsRequest
            {
                Source = source.Key,
                ExternalIds = { source.Select(r => r.ExternalId) },
            };
            var answer = await accounts.ResolveExternalIdsAsync(request, cancellationToken: ct);
            foreach (var reference in source)
                if (answer.AccountIds.TryGetValue(reference.ExternalId, out var id))
                    found[reference] = Guid.Parse(id);
        }

        var byId = references.Where(r => r.Id is not null).ToDictionary(r => r.Id!.Value);
        if (byId.Count == 0)
            return found;
        var batch = await accounts.BatchGetAccountsAsync(
            new BatchGetAccountsRequest { Ids = { byId.Keys.Select(id => id.ToString()) } },
            cancellationToken: ct
        );
        foreach (var account in batch.Accounts)
        {
            var id = Guid.Parse(account.Id);
            found[byId[id]] = id;
        }

        return found;
    }
}
