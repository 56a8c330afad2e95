namespace Platform.SuccessPlans.Accounts;

/// <summary>The accounts service, as far as we ask it; tests of this service alone stand in for it.</summary>
public interface IAccountsClient
{
    /// <returns>Null where there is no such account.</returns>
    Task<FoundAccount?> FindAsync(Guid accountId, CancellationToken ct);
}
