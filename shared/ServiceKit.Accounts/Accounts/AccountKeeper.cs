using MassTransit;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.ServiceKit.Accounts;

/// <summary>Hears of each account, new or changed, and keeps what the service needs of it. What is kept carries the
/// version, so that an older event that comes late changes nothing.</summary>
public abstract class AccountKeeper(Inbox inbox) : IConsumer<AccountCreated>, IConsumer<AccountChanged>
{
    public Task Consume(ConsumeContext<AccountCreated> context) =>
        HearAsync(context, context.Message.Version, context.Message.Account);

    public Task Consume(ConsumeContext<AccountChanged> context) =>
        HearAsync(context, context.Message.Version, context.Message.Account);

    protected abstract Task KeepAsync(
        UnitOfWork work,
        Guid accountId,
        int version,
        AccountSnapshot account,
        DateTimeOffset occurredAt
    );

    /// <summary>It is committed.</summary>
    protected virtual void Kept() { }

    private async Task HearAsync<T>(ConsumeContext<T> context, int version, AccountSnapshot account)
        where T : DomainEvent
    {
        await inbox.OnceAsync(context, work =>
            KeepAsync(work, context.Message.AccountId, version, account, context.Message.OccurredAt)
        );
        Kept();
    }
}
