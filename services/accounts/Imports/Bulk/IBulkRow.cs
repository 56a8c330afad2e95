namespace Platform.Accounts.Imports.Bulk;

/// <summary>A row of a bulk request that belongs to an account.</summary>
internal interface IBulkRow : IExternalRow
{
    /// <summary>The account: its external id of the same source, or the platform's own id.</summary>
    string Account { get; }
}
