namespace Platform.Contracts.Renewals;

/// <param name="Category"><c>value_gap</c>, <c>champion_turnover</c>, <c>product_issue</c>, <c>budget_pressure</c> or
/// <c>compliance_security</c>.</param>
/// <param name="Cause">What it was opened for, for people.</param>
[EventName("renewals.risk-opened.v1")]
public sealed record RiskOpened(
    Guid AccountId,
    Guid RiskId,
    string Category,
    string Cause,
    Money ArrAtRisk,
    string? Owner
) : DomainEvent(AccountId);
