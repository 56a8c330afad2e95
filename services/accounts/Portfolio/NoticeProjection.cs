using Platform.Accounts.Accounts;
using Platform.Accounts.Segments;
using Platform.Accounts.Timeline;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Portfolio;

/// <summary>Keeps that a customer has given notice, until the account is lost.</summary>
internal sealed class NoticeProjection(SegmentMembership segments, TimelineWriter timeline)
    : IEventHandler<ChurnNoticeGiven>,
        IEventHandler<AccountChurned>
{
    public async Task HandleAsync(ChurnNoticeGiven domainEvent, UnitOfWork work, CancellationToken ct)
    {
        var reason = domainEvent.ReasonCode is { } code ? $" ({code})" : "";
        var title = $"Notice given on {domainEvent.NoticeOn:yyyy-MM-dd}{reason}";
        await timeline.AppendAsync(
            work,
            TimelineEntry.Of(domainEvent, "renewals", "churn_notice_given", title, domainEvent.ChurnId)
        );
        await PutAsync(work, domainEvent.AccountId, domainEvent.NoticeOn);
    }

    public Task HandleAsync(AccountChurned domainEvent, UnitOfWork work, CancellationToken ct) =>
        PutAsync(work, domainEvent.AccountId, null);

    private async Task PutAsync(UnitOfWork work, Guid account, DateOnly? noticeOn)
    {
        await AccountReader.LockAsync(work, [account]);
        await work.ExecuteAsync(
            "update portfolio_entry set notice_on = @noticeOn where account_id = @account",
            new { account, noticeOn }
        );
        await segments.EvaluateAsync(work, [account]);
    }
}
