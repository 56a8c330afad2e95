using Platform.Contracts.Renewals;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Feedback.Accounts;

/// <summary>Keeps the ARR and renewals of each account: the demand for a request is counted in both.</summary>
public sealed class RevenueProjection
    : IEventHandler<SubscriptionChanged>,
        IEventHandler<RenewalOpened>,
        IEventHandler<RenewalStageChanged>
{
    public Task HandleAsync(SubscriptionChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(
            Upsert,
            new
            {
                domainEvent.AccountId,
                domainEvent.Arr.Amount,
                domainEvent.Arr.Currency,
                domainEvent.NextContractEnd,
                domainEvent.Version,
            }
        );

    public Task HandleAsync(RenewalOpened domainEvent, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(
            Open,
            new
            {
                domainEvent.RenewalId,
                domainEvent.AccountId,
                domainEvent.EndsOn,
                domainEvent.ArrDue.Amount,
            }
        );

    public Task HandleAsync(RenewalStageChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        domainEvent.Outcome is null
            ? Task.CompletedTask
            : work.ExecuteAsync(Close, new { domainEvent.RenewalId, domainEvent.AccountId });

    private const string Upsert = """
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
