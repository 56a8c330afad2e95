namespace Platform.Contracts.Renewals;

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
