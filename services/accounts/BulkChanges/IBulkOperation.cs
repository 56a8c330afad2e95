using System.Text.Json;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.BulkChanges;

/// <summary>What may be done to many accounts. Each account has a transaction of its own, in which its result is
/// written too: what was interrupted goes on, and nothing is done twice.</summary>
internal interface IBulkOperation
{
    string Name { get; }

    /// <summary>What is wrong with the request, by field.</summary>
    void Check(StartBulkChangeRequest request, IDictionary<string, string[]> errors);

    /// <summary>Changes one account by the rights of the caller.</summary>
    /// <exception cref="Platform.ServiceKit.Http.ProblemException">Why it cannot be changed.</exception>
    Task<BulkOutcome> ApplyAsync(UnitOfWork work, Caller caller, Guid account, StartBulkChangeRequest request);

    /// <summary>Brings the account back to what it was.</summary>
    /// <param name="undo">What <see cref="ApplyAsync"/> gave.</param>
    /// <exception cref="Platform.ServiceKit.Http.ProblemException">Why it stays: another person changed it
    /// since.</exception>
    Task UndoAsync(UnitOfWork work, Caller caller, Guid account, JsonElement undo);
}
