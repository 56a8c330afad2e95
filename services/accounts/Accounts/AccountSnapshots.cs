using System.Text.Json;
using Platform.Contracts.Accounts;

namespace Platform.Accounts.Accounts;

internal static class AccountSnapshots
{
    public static AccountSnapshot ToSnapshot(this AccountDetails details)
    {
        var account = details.Account;
        return new AccountSnapshot(
            account.Name,
            account.Domain,
            account.Industry,
            account.Country,
            account.Employees,
            account.ParentId,
            account.Lifecycle,
            account.CustomerSince,
            account.Size,
            account.Motion,
            account.Priority,
            details.ExternalIds,
            ToJson(account),
            details.Owners,
            account.MergedInto
        );
    }

    public static Dictionary<string, JsonElement> ToJson(Account account) =>
        account.Attributes.All.ToDictionary(
            attribute => attribute.Key,
            attribute => JsonSerializer.SerializeToElement(attribute.Value),
            StringComparer.Ordinal
        );
}
