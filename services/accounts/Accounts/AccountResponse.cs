using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Platform.Contracts.Accounts;

namespace Platform.Accounts.Accounts;

/// <summary>An account as the API shows it; the ETag carries its version.</summary>
public sealed record AccountResponse : AccountProperties
{
    [SetsRequiredMembers]
    private AccountResponse(AccountProperties properties)
        : base(properties) { }

    public int Version { get; init; }
    public IReadOnlyList<ExternalId> ExternalIds { get; init; } = [];
    public IReadOnlyDictionary<string, JsonElement> Attributes { get; init; } = new Dictionary<string, JsonElement>();
    public IReadOnlyDictionary<string, string> Owners { get; init; } = new Dictionary<string, string>();
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    public static AccountResponse From(AccountDetails details)
    {
        var account = details.Account;
        return new AccountResponse(account)
        {
            Version = account.Version,
            ExternalIds = details.ExternalIds,
            Attributes = AccountSnapshots.ToJson(account),
            Owners = details.Owners,
            CreatedAt = account.CreatedAt,
            UpdatedAt = account.UpdatedAt,
        };
    }
}
