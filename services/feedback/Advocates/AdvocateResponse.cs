namespace Platform.Feedback.Advocates;

/// <param name="LatestClass">What the person said at last: a candidate who is no promoter any more should not be
/// asked.</param>
/// <param name="AskedLately">References asked for within the fatigue limit's days.</param>
/// <param name="Status">candidate, active (has agreed) or declined.</param>
/// <param name="MayBeAsked">Whether they are active and were not asked too often recently.</param>
/// <param name="IdentifiedAt">When they were found or proposed (RFC 3339, UTC).</param>
public sealed record AdvocateResponse(
    Guid Id,
    Guid AccountId,
    string? Account,
    Guid? ContactId,
    string? Contact,
    string Reason,
    string Evidence,
    string Status,
    string? LatestClass,
    int AskedLately,
    bool MayBeAsked,
    DateTimeOffset IdentifiedAt,
    int Version
);
