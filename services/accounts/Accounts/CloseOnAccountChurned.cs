using MassTransit;
using Platform.Accounts.Timeline;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Accounts;

/// <summary>Nothing active remains: the account's lifecycle ends.</summary>
public sealed class CloseOnAccountChurned(Inbox inbox, AccountWriter accounts, TimelineWriter timeline)
    : IConsumer<AccountChurned>
{
    public Task Consume(ConsumeContext<AccountChurned> context) => inbox.OnceAsync(context, async work =>
        {
            var churned = context.Message;
            var account = (await AccountReader.LockAsync(work, [churned.AccountId])).GetValueOrDefault(
                churned.AccountId
            );
            if (account is null)
                return;
            var reason = churned.ReasonCode is { } code ? $" ({code})" : "";
            var title = $"Churned on {churned.EffectiveOn:yyyy-MM-dd}, {churned.LostArr} lost{reason}";
            var entry = TimelineEntry.Of(churned, "renewals", "account_churned", title, churned.ChurnId);
            await timeline.AppendAsync(work, entry.HappenedOn(churned.EffectiveOn));
            await accounts.SaveAsync(
                work,
                [new AccountChange(account, account with { Lifecycle = "churned" }, [], churned.ReasonCode)]
            );
        });
}
