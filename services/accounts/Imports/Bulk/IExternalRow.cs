namespace Platform.Accounts.Imports.Bulk;

/// <summary>A row of a bulk request, known by the source's own id.</summary>
internal interface IExternalRow
{
    string ExternalId { get; }
}
