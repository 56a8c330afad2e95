namespace Platform.Accounts.Imports.Upserts;

public enum RowResult
{
    Inserted,
    Updated,
    Unchanged,
    Failed,
}
