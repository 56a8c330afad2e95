namespace Platform.SuccessPlans.Reviews;

/// <summary>The renewals service, as far as packs ask it; tests of this service alone stand in for it.</summary>
public interface IContractClient
{
    /// <returns>Null where it did not answer: a pack does without.</returns>
    Task<ContractDetails?> FindAsync(Guid accountId, CancellationToken ct);
}
