using Platform.Renewals.Revenue;
using Platform.ServiceKit.Data;

namespace Platform.Renewals.Subscriptions;

/// <summary>
/// Follows each change of an account's book in the transaction that saves it: opening renewals and recording losses,
/// which know the ledger while the ledger knows nothing of them. Called in the order of registration.
/// </summary>
public interface IReactToLedger
{
    /// <param name="work">Commits the change and what follows from it together.</param>
    /// <param name="changes">Books that moved, already saved.</param>
    /// <param name="rates">The rates that the books were closed with.</param>
    /// <param name="today">The business date of the change.</param>
    /// <param name="currency">The reporting currency.</param>
    Task ReactAsync(
        UnitOfWork work,
        IReadOnlyList<BookChange> changes,
        ExchangeRates rates,
        DateOnly today,
        string currency
    );
}
