using Platform.Contracts.Accounts;
using Platform.HealthScoring.Scores;
using Platform.ServiceKit.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

internal static class MarkDirty
{
    public const string Sql = "insert into dirty_account (account_id) values (@Id)";
}
