namespace Platform.Contracts.Renewals;

/// <summary>A contract end is a year away (or nearer, when learned of later): its renewal opportunity exists.</summary>
[EventName("renewals.renewal-opened.v1")]
public sealed record RenewalOpened(Guid AccountId, Guid RenewalId, Guid? ContractId, DateOnly EndsOn, Money ArrDue)
    : DomainEvent(AccountId);

/// <param name="DaysBefore">120, 90 or 60 unless configured otherwise.</param>
/// <param name="Milestone"><c>usage_benchmark</c>, <c>outcome_recap</c>, <c>pricing_review</c> or
/// <c>legal_redlines</c>.</param>
[EventName("renewals.renewal-milestone-due.v1")]
public sealed record RenewalMilestoneDue(
    Guid AccountId,
    Guid RenewalId,
    Guid MilestoneId,
    int DaysBefore,
    string Milestone,
    DateOnly DueOn,
    string? Owner
) : DomainEvent(AccountId);

/// <param name="Outcome"><c>renewed_flat</c>, <c>grown</c>, <c>contracted</c> or <c>churned</c> once it is decided;
/// null before.</param>
/// <param name="RenewedArr">What it renewed at; null before it is decided.</param>
/// <param name="EndsOn">End of the term that is up for renewal; null: not told.</param>
[EventName("renewals.renewal-stage-changed.v1")]
public sealed record RenewalStageChanged(
    Guid AccountId,
    Guid RenewalId,
    int Version,
    string FromStage,
    string ToStage,
    decimal Probability,
    string? Outcome,
    Money ArrDue,
    Money? RenewedArr,
    DateOnly? EndsOn = null
) : DomainEvent(AccountId);

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

/// <param name="To"><c>plan_in_place</c>, <c>saving</c>, <c>recovered</c> or <c>lost</c>.</param>
[EventName("renewals.risk-moved.v1")]
public sealed record RiskMoved(Guid AccountId, Guid RiskId, int Version, string From, string To, int DaysInState)
    : DomainEvent(AccountId);

/// <param name="Trigger"><c>seats_used</c>, <c>premium_use</c>, <c>new_team</c> or <c>users_growth</c>.</param>
[EventName("renewals.expansion-detected.v1")]
public sealed record ExpansionDetected(Guid AccountId, Guid ExpansionId, string Trigger, string Evidence)
    : DomainEvent(AccountId);

/// <summary>Nothing active remains: the account's recurring revenue fell to nothing.</summary>
[EventName("renewals.account-churned.v1")]
public sealed record AccountChurned(
    Guid AccountId,
    Guid ChurnId,
    DateOnly EffectiveOn,
    Money LostArr,
    string? ReasonCode
) : DomainEvent(AccountId);

/// <param name="Surprise">The loss was not flagged in time: no red band and no open risk at least 14 days (a setting)
/// before the notice.</param>
/// <param name="DaysFlagged">Days between the first flag and the loss; null where there was none, and where the loss
/// was history when it became known (<paramref name="Surprise"/> is false then).</param>
[EventName("renewals.retrospective-opened.v1")]
public sealed record RetrospectiveOpened(
    Guid AccountId,
    Guid RetrospectiveId,
    Guid ChurnId,
    bool Surprise,
    int? DaysFlagged
) : DomainEvent(AccountId);
