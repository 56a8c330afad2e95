using Platform.ServiceKit.Data;

namespace Platform.Accounts.Accounts;

/// <summary>What follows from a change of accounts in the same transaction, in a folder above this one.</summary>
public interface IReactToAccountChange
{
    Task AfterChangeAsync(UnitOfWork work, IReadOnlyCollection<Guid> accounts);
}
