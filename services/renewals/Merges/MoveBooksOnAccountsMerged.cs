using Platform.Contracts.Accounts;
using Platform.Renewals.Subscriptions;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals.Merges;

/// <summary>
/// Two records were one customer: what the duplicate pays for belongs to the survivor from now on. The duplicate's
/// movements are reversed and the survivor's derived anew, so that figures of the past are corrected and figures as
/// known then stay. Its renewals, risks and what else is under way move too. A merge that is undone goes back.
/// </summary>
/// <remarks>
/// Not by ServiceKit's AccountMerges, which the other services use: there every row goes over and what cannot stand
/// beside the survivor's own is changed first. Here it stays with the duplicate, untouched, and subscriptions do not
/// change hands by an update but through both books, so that the ledger tells of it.
/// </remarks>
public sealed class MoveBooksOnAccountsMerged(AccountBookRepository books)
    : IEventHandler<AccountsMerged>,
        IEventHandler<AccountMergeUndone>
{
    public async Task HandleAsync(AccountsMerged domainEvent, UnitOfWork work, CancellationToken ct)
    {
        if (
            await work.ExecuteAsync(
                Remember,
                new
                {
                    domainEvent.MergeId,
                    domainEvent.AccountId,
                    domainEvent.DuplicateId,
                }
            ) == 0
        )
            return;
        await work.ExecuteAsync(MovePapers, new { From = domainEvent.DuplicateId, To = domainEvent.AccountId });
        foreach (var (kind, taken) in Items)
            await work.ExecuteAsync(
                MoveItems(kind, taken),
                new
                {
                    domainEvent.MergeId,
                    From = domainEvent.DuplicateId,
                    To = domainEvent.AccountId,
                }
            );
        await MoveAsync(work, domainEvent.DuplicateId, domainEvent.AccountId, only: null);
    }

    public async Task HandleAsync(AccountMergeUndone domainEvent, UnitOfWork work, CancellationToken ct)
    {
        if (await work.SingleOrDefaultAsync<Merge>(Undo, new { domainEvent.MergeId }) is not { } merge)
            return;
        await work.ExecuteAsync(
            MovePapersBack,
            new
            {
                To = domainEvent.DuplicateId,
                merge.ContractIds,
                merge.InvoiceIds,
            }
        );
        foreach (var (kind, taken) in Items)
            await work.ExecuteAsync(
                MoveItemsBack(kind, taken),
                new { domainEvent.MergeId, To = domainEvent.DuplicateId }
            );
        await MoveAsync(work, domainEvent.AccountId, domainEvent.DuplicateId, [.. merge.SubscriptionIds]);
    }

    private async Task MoveAsync(UnitOfWork work, Guid from, Guid to, HashSet<Guid>? only)
    {
        var locked = await books.LockAsync(work, [from, to]);
        var (source, target) = (locked[from], locked[to]);
        List<Subscription> moving = [.. source.Subscriptions.Where(s => only?.Contains(s.Id) != false)];
        foreach (var subscription in moving)
            target.TakeOver(source.GiveAway(subscription.Id));
        await books.SaveAsync(work, [source, target], await books.RatesAsync(work));
    }

    private sealed class Merge
    {
        public Guid[] SubscriptionIds { get; init; } = [];
        public Guid[] ContractIds { get; init; } = [];
        public Guid[] InvoiceIds { get; init; } = [];
    }

    private const string Remember = """
        insert into account_merge (merge_id, account_id, duplicate_id, subscription_ids, contract_ids, invoice_ids)
        select @MergeId, @AccountId, @DuplicateId, array(select id from subscription where account_id = @DuplicateId),
               array(select id from contract where account_id = @DuplicateId), array(select id from invoice
                   where account_id = @DuplicateId)
        on conflict do nothing
        """;

    private const string MovePapers = """
        with contracts as (update contract set account_id = @To where account_id = @From)
        update invoice set account_id = @To where account_id = @From
        """;

    // What is under way for the duplicate goes on under the survivor; of what an account can have only one of, the
    // survivor's own stays.
    private static readonly (string Kind, string Taken)[] Items =
    [
        ("renewal", "other.ends_on = item.ends_on and other.contract_id is null and item.contract_id is null"),
        ("risk", "other.cause_key = item.cause_key and other.closed_at is null and item.closed_at is null"),
        ("concession", "false"),
        ("war_room", "other.closed_at is null and item.closed_at is null"),
        ("expansion", "other.trigger = item.trigger and other.closed_at is null and item.closed_at is null"),
        ("expansion_roadmap", "false"),
        ("lxl_ask", "false"),
    ];

    private static string MoveItems(string kind, string taken) =>
        $"""
            with moved as (
                update {kind} item set account_id = @To
                where account_id = @From and not exists (select from {kind} other
                    where other.account_id = @To and {taken})
                returning id)
            insert into account_merge_item (merge_id, kind, id) select @MergeId, '{kind}', id from moved
            """;

    private static string MoveItemsBack(string kind, string taken) =>
        $"""
            update {kind} item set account_id = @To
            where id in (select id from account_merge_item where merge_id = @MergeId and kind = '{kind}')
              and not exists (select from {kind} other where other.account_id = @To and {taken})
            """;

    private const string Undo = """
        update account_merge set undone = true where merge_id = @MergeId and not undone
            returning subscription_ids, contract_ids, invoice_ids
        """;

    private const string MovePapersBack = """
        with contracts as (update contract set account_id = @To where id = any(@ContractIds)),
        renewed as (update renewal set account_id = @To where contract_id = any(@ContractIds))
        update invoice set account_id = @To where id = any(@InvoiceIds)
        """;
}
