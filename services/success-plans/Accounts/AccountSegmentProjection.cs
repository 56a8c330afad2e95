using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.SuccessPlans.Accounts;

/// <summary>Keeps which rule-based segments each account is in.</summary>
internal sealed class AccountSegmentProjection : IEventHandler<SegmentEntered>, IEventHandler<SegmentLeft>
{
    public Task HandleAsync(SegmentEntered entered, UnitOfWork work, CancellationToken ct) =>
        AccountSegments.KeepAsync(work, entered.AccountId, SegmentMembership.Of(entered));

    public Task HandleAsync(SegmentLeft left, UnitOfWork work, CancellationToken ct) =>
        AccountSegments.KeepAsync(work, left.AccountId, SegmentMembership.Of(left));
}
