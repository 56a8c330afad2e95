using Platform.Contracts;

namespace Platform.Renewals.Metrics;

/// <param name="Seq">Place in the ledger; later entries have greater numbers.</param>
/// <param name="Kind">new, expansion, contraction, churn or reactivation.</param>
/// <param name="Delta">MRR gained, or lost where it is negative.</param>
/// <param name="EffectiveOn">The day from which it counts, ISO date.</param>
/// <param name="Reverses">The entry that it takes back.</param>
public sealed record MovementResponse(
    long Seq,
    Guid Id,
    Guid AccountId,
    Guid? ProductId,
    string Kind,
    Money Delta,
    DateOnly EffectiveOn,
    DateTimeOffset RecordedAt,
    string RecordedBy,
    Guid? Reverses
);
