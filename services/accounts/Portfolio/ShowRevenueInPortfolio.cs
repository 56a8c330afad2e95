using MassTransit;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Portfolio;

/// <summary>Keeps a copy of what accounts are worth, for sorting and segments.</summary>
public sealed class ShowRevenueInPortfolio(Inbox inbox) : IConsumer<SubscriptionChanged>
{
    public Task Consume(ConsumeContext<SubscriptionChanged> context) => inbox.OnceAsync(context, work => work.ExecuteAsync(Update, new
    {
        context.Message.AccountId,
        context.Message.Version,
        Arr = context.Message.Arr.Amount,
        context.Message.Arr.Currency,
        context.Message.Seats,
        context.Message.NextContractEnd,
    }));

    private const string Update = """
        update portfolio_entry set arr = @Arr, currency = @Currency, seats = @Seats, renewal_date = @NextContractEnd, revenue_version = @Version
        where account_id = @AccountId and revenue_version < @Version
        """;
}
