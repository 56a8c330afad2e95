namespace Platform.Renewals.Accounts;

/// <summary>The accounts service, as far as we ask it; tests of this service alone stand in for it.</summary>
public interface IAccountLookup
{
    Task<IReadOnlyDictionary<AccountReference, Guid>> FindAsync(
        IReadOnlyCollection<AccountReference> references,
        CancellationToken ct
    );
}
