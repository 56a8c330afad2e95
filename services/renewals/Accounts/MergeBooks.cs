using MassTransit;
using Platform.Contracts.Accounts;
using Platform.Renewals.Subscriptions;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals.Accounts;

/// <summary>
/// Two records were one customer: what the duplicate pays for belongs to the survivor from now on. The duplicate's movements are reversed and
/// the survivor's derived anew, so that figures of the past are corrected and figures as known then stay. A merge that is undone goes back.
/// </summary>
public sealed class MergeBooks(Inbox inbox, AccountBooks books) : IConsumer<AccountsMerged>, IConsumer<AccountMergeUndone>
{
    public Task Consume(ConsumeContext<AccountsMerged> context) => inbox.OnceAsync(context, async work =>
    {
        var message = context.Message;
        if (await work.ExecuteAsync(Remember, new { message.MergeId, message.AccountId, message.DuplicateId }) == 0) return;
        await work.ExecuteAsync(MovePapers, new { From = message.DuplicateId, To = message.AccountId });
        await MoveAsync(work, message.DuplicateId, message.AccountId, only: null);
    });

    public Task Consume(ConsumeContext<AccountMergeUndone> context) => inbox.OnceAsync(context, async work =>
    {
        var message = context.Message;
        if (await work.SingleOrDefaultAsync<Merge>(Undo, new { message.MergeId }) is not { } merge) return;
        await work.ExecuteAsync(MovePapersBack, new { To = message.DuplicateId, merge.ContractIds, merge.InvoiceIds });
        await MoveAsync(work, message.AccountId, message.DuplicateId, [.. merge.SubscriptionIds]);
    });

    private async Task MoveAsync(Work work, Guid from, Guid to, HashSet<Guid>? only)
    {
        var locked = await books.LockAsync(work, [from, to]);
        var (source, target) = (locked[from], locked[to]);
        List<Subscription> moving = [.. source.Subscriptions.Where(s => only?.Contains(s.Id) != false)];
        foreach (var subscription in moving) target.TakeOver(source.GiveAway(subscription.Id));
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
               array(select id from contract where account_id = @DuplicateId), array(select id from invoice where account_id = @DuplicateId)
        on conflict do nothing
        """;

    private const string MovePapers = """
        with contracts as (update contract set account_id = @To where account_id = @From),
        renewals as (update renewal set account_id = @To where account_id = @From and contract_id is not null)
        update invoice set account_id = @To where account_id = @From
        """;

    private const string Undo = """
        update account_merge set undone = true where merge_id = @MergeId and not undone returning subscription_ids, contract_ids, invoice_ids
        """;

    private const string MovePapersBack = """
        with contracts as (update contract set account_id = @To where id = any(@ContractIds)),
        renewals as (update renewal set account_id = @To where contract_id = any(@ContractIds))
        update invoice set account_id = @To where id = any(@InvoiceIds)
        """;
}
