namespace Platform.HealthScoring.Accounts;

internal static class MarkDirty
{
    public const string Sql = "insert into dirty_account (account_id) values (@Id)";
}
