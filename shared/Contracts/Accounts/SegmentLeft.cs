namespace Platform.Contracts.Accounts;

[EventName("accounts.segment-left.v1")]
public sealed record SegmentLeft(Guid AccountId, Guid SegmentId, string Segment) : DomainEvent(AccountId);
