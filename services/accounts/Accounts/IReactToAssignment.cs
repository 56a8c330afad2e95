using Platform.ServiceKit.Data;

namespace Platform.Accounts.Accounts;

/// <summary>What follows from a change of owners in the same transaction, in a folder above this one.</summary>
public interface IReactToAssignment
{
    /// <param name="work">The transaction that assigns; it holds the locks of the accounts.</param>
    /// <param name="assigned">Who became accountable in it.</param>
    Task AfterAssignmentAsync(UnitOfWork work, IReadOnlyList<Assignment> assigned);
}
