namespace Platform.HealthScoring.Rescoring;

/// <summary>The accounts that wait to be scored again. Marks are only appended: the scorer takes all of an account
/// together.</summary>
internal static class DirtyAccounts
{
    /// <summary>Marks the account <c>@Id</c>; call <see cref="ScoringSignal"/> after the commit.</summary>
    public const string Insert = "insert into dirty_account (account_id) values (@Id)";
}
