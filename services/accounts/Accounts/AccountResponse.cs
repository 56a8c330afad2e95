using System.Text.Json;
using Platform.Contracts.Accounts;

namespace Platform.Accounts.Accounts;

/// <summary>An account as the API shows it; the ETag carries its version.</summary>
/// <param name="MergedInto">The account that this one was merged into; left out for a living account.</param>
public sealed record AccountResponse(
    Guid Id,
    int Version,
    string Name,
    string? Domain,
    string? Industry,
    string? Country,
    int? Employees,
    Guid? ParentId,
    string Lifecycle,
    DateOnly? CustomerSince,
    string? DeclaredSize,
    string? Size,
    string? Motion,
    string? Priority,
    IReadOnlyList<ExternalId> ExternalIds,
    IReadOnlyDictionary<string, JsonElement> Attributes,
    IReadOnlyDictionary<string, string> Owners,
    Guid? MergedInto,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
)
{
    public static AccountResponse From(AccountDetails details)
    {
        var account = details.Account;
        return new AccountResponse(
            account.Id,
            account.Version,
            account.Name,
            account.Domain,
            account.Industry,
            account.Country,
            account.Employees,
            account.ParentId,
            account.Lifecycle,
            account.CustomerSince,
            account.DeclaredSize,
            account.Size,
            account.Motion,
            account.Priority,
            details.ExternalIds,
            AccountSnapshots.ToJson(account),
            details.Owners,
            account.MergedInto,
            account.CreatedAt,
            account.UpdatedAt
        );
    }
}
