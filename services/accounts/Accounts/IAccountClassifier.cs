using Platform.ServiceKit.Data;

namespace Platform.Accounts.Accounts;

/// <summary>Decides what rules set on an account (size, motion, priority) before it is saved.</summary>
public interface IAccountClassifier
{
    /// <returns>The same changes in the same order, with what the rules decide.</returns>
    Task<IReadOnlyList<AccountChange>> ClassifyAsync(UnitOfWork work, IReadOnlyList<AccountChange> changes);
}
