using Platform.Contracts.Accounts;

namespace Platform.Accounts.Contacts;

/// <param name="Before">As locked in this transaction; null for a new contact.</param>
public sealed record ContactChange(Contact? Before, Contact After, IReadOnlyList<ExternalId> NewExternalIds);
