namespace Platform.Contracts.Renewals;

/// <summary>The customer has given notice and still pays; <see cref="AccountChurned"/> follows on the day on which
/// nothing active remains.</summary>
/// <param name="ChurnId">The same as in <see cref="AccountChurned"/>.</param>
/// <param name="ReasonCode">By the codes of the service; null where none is known.</param>
[EventName("renewals.churn-notice-given.v1")]
public sealed record ChurnNoticeGiven(Guid AccountId, Guid ChurnId, DateOnly NoticeOn, string? ReasonCode)
    : DomainEvent(AccountId);
