using Platform.Accounts.Timeline;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Accounts;

/// <summary>Nothing active remains: the account's lifecycle ends.</summary>
public sealed class CloseAccountOnChurned(AccountWriter accounts, TimelineWriter timeline)
    : IEventHandler<AccountChurned>
{
    public async Task HandleAsync(AccountChurned churned, UnitOfWork work, CancellationToken ct)
    {
        var account = (await AccountReader.LockAsync(work, [churned.AccountId])).GetValueOrDefault(churned.AccountId);
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
    }
}
