namespace Platform.HealthScoring.Accounts;

/// <summary>Asks the accounts service; a seam, because that is another process.</summary>
public interface IAccountsClient
{
    /// <summary>The id per name, in the order given; null where there is none.</summary>
    Task<IReadOnlyList<Guid?>> FindAsync(IReadOnlyList<AccountName> names, CancellationToken ct);

    /// <summary>User ids of the account's owners, in whichever role; none where there is no such account.</summary>
    Task<IReadOnlyCollection<string>> OwnersAsync(Guid accountId, CancellationToken ct);
}
