namespace Platform.Contracts.Renewals;

/// <summary>A contract end is a year away (or nearer, when learned of later): its renewal opportunity exists.</summary>
[EventName("renewals.renewal-opened.v1")]
public sealed record RenewalOpened(Guid AccountId, Guid RenewalId, Guid? ContractId, DateOnly EndsOn, Money ArrDue)
    : DomainEvent(AccountId);
