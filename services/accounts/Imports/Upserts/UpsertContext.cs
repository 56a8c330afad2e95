namespace Platform.Accounts.Imports.Upserts;

/// <summary>What a batch of rows belongs to.</summary>
/// <param name="Source">The system that the rows' external ids are of.</param>
/// <param name="DryRun">The caller rolls back afterwards; ids of other batches of the same file cannot be found then,
/// so <paramref name="EarlierInFile"/> counts as known.</param>
/// <param name="EarlierInFile">Tells whether an external id stood in an earlier row of the file.</param>
/// <param name="ColumnOf">The file's column for a field, for reports.</param>
/// <param name="AccountLookUp">How the field <c>account</c> names accounts: <c>externalId</c>, <c>domain</c> or
/// <c>name</c>.</param>
public sealed record UpsertContext(
    string Source,
    bool DryRun,
    Func<string, bool> EarlierInFile,
    Func<string, string> ColumnOf,
    string AccountLookUp = "externalId"
)
{
    /// <summary>For rows that come as JSON: fields are their own columns.</summary>
    public static UpsertContext OfRequest(string source, bool dryRun) =>
        new(source, dryRun, _ => false, field => field);
}
