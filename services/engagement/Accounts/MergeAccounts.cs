using Platform.Contracts.Accounts;
using Platform.ServiceKit.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Engagement.Accounts;

/// <summary>Moves everything of a duplicate account to the account that stays, and back if the merge is
/// undone.</summary>
public sealed class MergeAccounts : IEventHandler<AccountsMerged>, IEventHandler<AccountMergeUndone>
{
    private static readonly AccountMerges Merges = new([
        new("contact_copy", "contact_id"),
        new("account_renewal", "renewal_id"),
        new("consumed_event", "event_id"),
    ]);

    public Task HandleAsync(AccountsMerged domainEvent, UnitOfWork work, CancellationToken ct) =>
        Merges.MoveAsync(work, domainEvent);

    public Task HandleAsync(AccountMergeUndone domainEvent, UnitOfWork work, CancellationToken ct) =>
        Merges.UndoAsync(work, domainEvent);
}
