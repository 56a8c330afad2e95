using Platform.Accounts.Contacts;

namespace Platform.Accounts.Imports.Bulk;

/// <summary>One contact by external id; what is left out stays as it is.</summary>
public sealed record UpsertedContact : ContactFields, IBulkRow
{
    public string ExternalId { get; init; } = "";

    /// <summary>The account: its external id of the same source, or the platform's own id.</summary>
    public string Account { get; init; } = "";
}
