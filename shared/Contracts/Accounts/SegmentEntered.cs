namespace Platform.Contracts.Accounts;

[EventName("accounts.segment-entered.v1")]
public sealed record SegmentEntered(Guid AccountId, Guid SegmentId, string Segment) : DomainEvent(AccountId);
