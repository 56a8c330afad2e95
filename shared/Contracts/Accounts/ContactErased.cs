namespace Platform.Contracts.Accounts;

/// <summary>Published by each service when it has removed a person from its database and searched it again.</summary>
/// <param name="Service">The resource name of the service that answers: <c>renewals</c>.</param>
/// <param name="RowsChanged">How many rows were cleared or deleted; 0 where nothing was kept.</param>
[EventName("accounts.contact-erased.v1")]
public sealed record ContactErased(Guid AccountId, Guid ErasureId, Guid ContactId, string Service, int RowsChanged)
    : DomainEvent(AccountId)
{
    /// <summary>Of the request that it answers.</summary>
    public int Round { get; init; } = 1;

    /// <summary>Columns in which the person was named.</summary>
    public IReadOnlyList<ErasedColumn>? Found { get; init; }

    /// <summary>Columns in which the person still is named; empty or null, or nothing is proved.</summary>
    public IReadOnlyList<ErasedColumn>? Left { get; init; }
}
