using System.Collections.Concurrent;
using Platform.SuccessPlans.Reviews;

namespace Platform.SuccessPlans.Tests;

/// <summary>Stands in for renewals: what a test says that an account pays. Accounts that were not named are not
/// answered for.</summary>
public sealed class ContractsElsewhere : IContractClient
{
    private readonly ConcurrentDictionary<Guid, ContractDetails> _known = new();

    public void Set(Guid account, ContractDetails contract) => _known[account] = contract;

    public Task<ContractDetails?> FindAsync(Guid accountId, CancellationToken ct) =>
        Task.FromResult(_known.GetValueOrDefault(accountId));
}
