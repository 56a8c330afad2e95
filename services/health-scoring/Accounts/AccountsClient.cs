using Grpc.Core;
using Platform.Accounts.V1;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Accounts;

/// <summary>Asks the accounts service for accounts whose event has not come yet.</summary>
public sealed class AccountsClient(AccountsService.AccountsServiceClient accounts) : IAccountsClient
{
    public async Task<IReadOnlyList<Guid?>> FindAsync(IReadOnlyList<AccountName> names, CancellationToken ct)
    {
        var found = new Guid?[names.Count];
        try
        {
            await FindIdsAsync(names, found, ct);
            await FindExternalIdsAsync(names, found, ct);
        }
        catch (RpcException exception)
            when (exception.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
        {
            throw new Problem(
                "usage/accounts-unavailable",
                StatusCodes.Status503ServiceUnavailable,
                "An account could not be looked up just now.",
                "The batch names an account that scoring has not heard of, and the accounts service does not "
                    + "answer. Nothing of it was taken; send it again."
            ).ToException();
        }
        return found;
    }

    public async Task<IReadOnlyCollection<string>> OwnersAsync(Guid accountId, CancellationToken ct)
    {
        try
        {
            var answer = await accounts.BatchGetAccountsAsync(
                new BatchGetAccountsRequest { Ids = { accountId.ToString() } },
                cancellationToken: ct
            );
            return [.. answer.Accounts.SelectMany(account => account.Owners.Values)];
        }
        catch (RpcException exception)
            when (exception.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
        {
            throw new Problem(
                "scoring/owners-unavailable",
                StatusCodes.Status503ServiceUnavailable,
                "Whose account it is could not be asked just now.",
                "The accounts service does not answer. Nothing was recorded; send it again."
            ).ToException();
        }
    }

    private async Task FindIdsAsync(IReadOnlyList<AccountName> names, Guid?[] found, CancellationToken ct)
    {
        var request = new BatchGetAccountsRequest();
        request.Ids.AddRange(
            names.Where(n => n.Id is not null).Select(n => n.Id!.Value.ToString()).Distinct(StringComparer.Ordinal)
        );
        if (request.Ids.Count == 0)
            return;
        var answer = await accounts.BatchGetAccountsAsync(request, cancellationToken: ct);
        var there = answer.Accounts.Select(a => Guid.Parse(a.Id)).ToHashSet();
        for (var i = 0; i < found.Length; i++)
            if (names[i].Id is { } id && there.Contains(id))
                found[i] = id;
    }

    private async Task FindExternalIdsAsync(IReadOnlyList<AccountName> names, Guid?[] found, CancellationToken ct)
    {
        foreach (var source in names.Where(n => n.Id is null).Select(n => n.Source!).Distinct(StringComparer.Ordinal))
        {
            var request = new ResolveExternalIdsRequest { Source = source };
            request.ExternalIds.AddRange(
                names.Where(n => n.Source == source).Select(n => n.ExternalId!).Distinct(StringComparer.Ordinal)
            );
            var answer = await accounts.ResolveExternalIdsAsync(request, cancellationToken: ct);
            for (var i = 0; i < found.Length; i++)
                if (names[i].Source == source && answer.AccountIds.TryGetValue(names[i].ExternalId!, out var id))
                    found[i] = Guid.Parse(id);
        }
    }
}
