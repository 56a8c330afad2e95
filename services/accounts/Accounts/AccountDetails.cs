using Platform.Contracts.Accounts;

namespace Platform.Accounts.Accounts;

/// <param name="Owners">Role → user id of the person accountable now.</param>
public sealed record AccountDetails(
    Account Account,
    IReadOnlyList<ExternalId> ExternalIds,
    IReadOnlyDictionary<string, string> Owners
);
