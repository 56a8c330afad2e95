using Platform.Contracts.Accounts;

namespace Platform.Accounts.Accounts;

/// <param name="Before">As locked in this transaction; null for a new account.</param>
/// <param name="NewExternalIds">External ids to add to it.</param>
public sealed record AccountChange(
    Account? Before,
    Account After,
    IReadOnlyList<ExternalId> NewExternalIds,
    string? Reason = null
)
{
    /// <summary>What changed beside the account's own fields and is part of its public snapshot (<c>owners.csm</c>);
    /// audited by the code that changed it.</summary>
    public IReadOnlyList<string> AlsoChanged { get; init; } = [];
}
