using System.Globalization;
using Platform.Accounts.V1;
using Platform.Contracts.Accounts;

namespace Platform.SuccessPlans.Accounts;

/// <summary>Asks the accounts service.</summary>
internal sealed class AccountsClient(AccountsService.AccountsServiceClient accounts) : IAccountsClient
{
    public async Task<FoundAccount?> FindAsync(Guid accountId, CancellationToken ct)
    {
        var batch = await accounts.BatchGetAccountsAsync(
            new BatchGetAccountsRequest { Ids = { accountId.ToString() } },
            cancellationToken: ct
        );
        if (batch.Accounts.Count == 0)
            return null;
        var contacts = await accounts.ListContactsAsync(
            new ListContactsRequest { AccountId = accountId.ToString() },
            cancellationToken: ct
        );
        var account = batch.Accounts[0];
        return new FoundAccount(
            account.Version,
            Snapshot(account),
            [.. contacts.Contacts.Select(c => new FoundContact(Guid.Parse(c.Id), c.Version, Snapshot(c)))]
        );
    }

    private static AccountSnapshot Snapshot(Account a) =>
        new(
            a.Name,
            Text(a.Domain),
            Text(a.Industry),
            Text(a.Country),
            a.HasEmployees ? a.Employees : null,
            a.ParentId.Length == 0 ? null : Guid.Parse(a.ParentId),
            a.Lifecycle,
            a.CustomerSince.Length == 0 ? null : DateOnly.Parse(a.CustomerSince, CultureInfo.InvariantCulture),
            Text(a.Size),
            Text(a.Motion),
            Text(a.Priority),
            [],
            new Dictionary<string, System.Text.Json.JsonElement>(),
            a.Owners.ToDictionary(),
            a.MergedInto.Length == 0 ? null : Guid.Parse(a.MergedInto)
        );

    private static ContactSnapshot Snapshot(Contact c) =>
        new(
            c.Name,
            Text(c.Email),
            Text(c.Title),
            Text(c.Seniority),
            Text(c.Function),
            [.. c.Roles],
            [.. c.ProductUserIds],
            c.LastTwoWayContactAt?.ToDateTimeOffset(),
            c.Status,
            []
        );

    private static string? Text(string text) => text.Length == 0 ? null : text;
}
