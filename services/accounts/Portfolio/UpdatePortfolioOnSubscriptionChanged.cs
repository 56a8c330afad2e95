using Platform.Accounts.Accounts;
using Platform.Accounts.Segments;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Portfolio;

/// <summary>Keeps a copy of what accounts are worth, for sorting and segments.</summary>
public sealed class UpdatePortfolioOnSubscriptionChanged(AccountWriter accounts, SegmentMembership segments)
    : IEventHandler<SubscriptionChanged>
{
    public async Task HandleAsync(SubscriptionChanged earned, UnitOfWork work, CancellationToken ct)
    {
        var account = (await AccountReader.LockAsync(work, [earned.AccountId])).GetValueOrDefault(earned.AccountId);
        var changed = await work.ExecuteAsync(
            Update,
            new
            {
                earned.AccountId,
                earned.Version,
                Arr = earned.Arr.Amount,
                earned.Arr.Currency,
                earned.Seats,
                earned.NextContractEnd,
                Products = earned.Products?.ToArray(),
            }
        );
        if (account is null || changed == 0)
            return;
        // Size and priority depend on revenue; segments do in any case.
        if ((await accounts.SaveAsync(work, [new AccountChange(account, account, [])])).Count == 0)
            await segments.EvaluateAsync(work, [account.Id]);
    }

    private const string Update = """
        update portfolio_entry set arr = @Arr, currency = @Currency, seats = @Seats, renewal_date = @NextContractEnd,
            revenue_version = @Version,
            products = coalesce(@Products::text[], products)
        where account_id = @AccountId and revenue_version < @Version
        """;
}
