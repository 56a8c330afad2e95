using MassTransit;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Messaging;

namespace Platform.Feedback.Accounts;

/// <summary>Keeps what each account is worth and when it renews: the demand for a request is counted in both.</summary>
public sealed class RevenueProjection(Inbox inbox)
    : IConsumer<SubscriptionChanged>,
        IConsumer<RenewalOpened>,
        IConsumer<RenewalStageChanged>
{
    public Task Consume(ConsumeContext<SubscriptionChanged> context) =>
        inbox.OnceAsync(context, work => work.ExecuteAsync(
                Keep,
                new
                {
                    context.Message.AccountId,
                    context.Message.Arr.Amount,
                    context.Message.Arr.Currency,
                    context.Message.NextContractEnd,
                    context.Message.Version,
                }
            ));

    public Task Consume(ConsumeContext<RenewalOpened> context) => inbox.OnceAsync(context, work => work.ExecuteAsync(
                Open,
                new
                {
                    context.Message.RenewalId,
                    context.Message.AccountId,
                    context.Message.EndsOn,
                    context.Message.ArrDue.Amount,
                }
            ));

    public Task Consume(ConsumeContext<RenewalStageChanged> context) =>
        context.Message.Outcome is null
            ? Task.CompletedTask
            : inbox.OnceAsync(context, work =>
                work.ExecuteAsync(Close, new { context.Message.RenewalId, context.Message.AccountId })
            );

    private const string Keep = """
        insert into account_revenue as r (account_id, arr, currency, next_contract_end, version)
        values (@AccountId, @Amount, @Currency, @NextContractEnd, @Version)
        on conflict (account_id) do update
        set arr = excluded.arr, currency = excluded.currency, next_contract_end = excluded.next_contract_end,
            version = excluded.version
        where r.version < excluded.version
        """;

    private const string Open = """
        insert into account_renewal (renewal_id, account_id, ends_on, arr_due)
            values (@RenewalId, @AccountId, @EndsOn, @Amount)
        on conflict (renewal_id) do update set ends_on = excluded.ends_on, arr_due = excluded.arr_due
        """;

    // The decision may overtake the opening: then the row waits here, closed.
    private const string Close = """
        insert into account_renewal (renewal_id, account_id, closed) values (@RenewalId, @AccountId, true)
        on conflict (renewal_id) do update set closed = true
        """;
}
