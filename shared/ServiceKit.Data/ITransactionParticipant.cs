namespace Platform.ServiceKit.Data;

/// <summary>Takes part in every transaction of the service: what it writes commits with the change, or not at
/// all.</summary>
public interface ITransactionParticipant
{
    /// <summary>The last statements of a transaction that is about to commit. An exception rolls it back.</summary>
    Task BeforeCommitAsync(UnitOfWork work);
}
