namespace Platform.Contracts.Renewals;

/// <summary>The CSM said what they expect of a renewal that is undecided.</summary>
/// <param name="Version">Of the renewal, which its other events count too.</param>
/// <param name="Call"><c>commit</c>, <c>best_case</c> or <c>at_risk</c>.</param>
/// <param name="EndsOn">End of the term that is up for renewal.</param>
[EventName("renewals.renewal-called.v1")]
public sealed record RenewalCalled(Guid AccountId, Guid RenewalId, int Version, string Call, DateOnly EndsOn)
    : DomainEvent(AccountId);
