using Platform.Accounts.Accounts;
using Platform.Accounts.Audit;
using Platform.Accounts.Coverage;
using Platform.Accounts.Segments;
using Platform.Accounts.Timeline;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Contacts;

/// <param name="Before">As locked in this transaction; null for a new contact.</param>
public sealed record ContactChange(Contact? Before, Contact After, IReadOnlyList<ExternalId> NewExternalIds);
