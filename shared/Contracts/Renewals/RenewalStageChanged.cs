namespace Platform.Contracts.Renewals;

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
