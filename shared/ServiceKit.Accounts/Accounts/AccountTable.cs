namespace Platform.ServiceKit.Accounts;

/// <summary>A table whose rows belong to an account, by a column <c>account_id</c>.</summary>
/// <param name="Name">The table.</param>
/// <param name="Key">Its primary key, a uuid.</param>
/// <param name="Yield"> For rows of <c>@DuplicateId</c> that cannot stand beside those of <c>@AccountId</c>, merged at
/// <c>@At</c>: changes or deletes them so that they can, and returns for each its <c>id</c> and as <c>before</c> (text)
/// what <paramref name="Restore"/> needs.
/// </param>
/// <param name="Restore">Takes one back that is the duplicate's again: <c>@Id</c>, <c>@Before</c> (json text),
/// <c>@DuplicateId</c>.</param>
public sealed record AccountTable(string Name, string Key = "id", string? Yield = null, string? Restore = null);
