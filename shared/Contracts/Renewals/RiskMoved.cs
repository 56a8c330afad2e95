namespace Platform.Contracts.Renewals;

/// <param name="To"><c>plan_in_place</c>, <c>saving</c>, <c>recovered</c> or <c>lost</c>.</param>
[EventName("renewals.risk-moved.v1")]
public sealed record RiskMoved(Guid AccountId, Guid RiskId, int Version, string From, string To, int DaysInState)
    : DomainEvent(AccountId);
