using Platform.Contracts.Accounts;
using Platform.Feedback.Requests;
using Platform.ServiceKit.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Feedback.Merges;

/// <summary>
/// Moves everything of a duplicate account to the account that stays, and back if the merge is undone. A request that
/// both asked for counts once, so that demand counts one account.
/// </summary>
public sealed class MergeAccounts(RequestRepository requests)
    : IEventHandler<AccountsMerged>,
        IEventHandler<AccountMergeUndone>
{
    private static readonly AccountMerges Merges = new([
        new("answer"),
        new("feedback_loop"),
        new("invitation"),
        new("notice"),
        new("request_vote", Yield: SetVoteAside, Restore: PutVoteBack),
        new("board_link"),
        new("advocate"),
        new("board_member"),
        new("interview"),
        new("account_renewal", "renewal_id"),
        new("contact_copy", "contact_id"),
    ]);

    public async Task HandleAsync(AccountsMerged domainEvent, UnitOfWork work, CancellationToken ct)
    {
        if (await Merges.MoveAsync(work, domainEvent))
            await requests.RecountAsync(work, [domainEvent.AccountId, domainEvent.DuplicateId]);
    }

    public async Task HandleAsync(AccountMergeUndone domainEvent, UnitOfWork work, CancellationToken ct)
    {
        if (await Merges.UndoAsync(work, domainEvent))
            await requests.RecountAsync(work, [domainEvent.AccountId, domainEvent.DuplicateId]);
    }

    private const string SetVoteAside = """
        delete from request_vote v where v.account_id = @DuplicateId
          and exists (select from request_vote o
              where o.account_id = @AccountId and o.asked_as = v.asked_as and o.contact_id is not distinct
              from v.contact_id)
        returning v.id, to_jsonb(v)::text as before
        """;

    // Its request may have been merged or split since: it goes where the votes for what it asked for are.
    private const string PutVoteBack = """
        insert into request_vote
        select v.id, coalesce((select o.request_id from request_vote o
            where o.asked_as = v.asked_as limit 1), v.request_id), v.asked_as, @DuplicateId, v.contact_id, v.source,
            v.by, v.note, v.at
        from jsonb_populate_record(null::request_vote, @Before::jsonb) v
        where @Id = v.id
        on conflict do nothing
        """;
}
