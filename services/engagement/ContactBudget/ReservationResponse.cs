namespace Platform.Engagement.ContactBudget;

/// <summary>One touch as the contact budget has it.</summary>
/// <param name="Id">The touch, for <c>sent</c> and <c>release</c>.</param>
/// <param name="State"><c>reserved</c>, <c>sent</c>, <c>released</c> or <c>refused</c>.</param>
/// <param name="PlannedAt">When it may be sent: as asked, or the next opening where that is quiet for the
/// person.</param>
/// <param name="NextFreeAt">Where it was refused: the first instant that the policy allows; null: none, as long as the
/// reason stands.</param>
/// <param name="Reason">Why it was refused: <c>person_full</c>, <c>account_full</c>, <c>displaced</c>,
/// <c>preference</c>, <c>bounced</c>, <c>complained</c>, <c>left</c>, <c>never_open</c>.</param>
public sealed record ReservationResponse(
    Guid Id,
    string State,
    DateTimeOffset PlannedAt,
    DateTimeOffset? NextFreeAt,
    string? Reason
)
{
    internal static ReservationResponse From(Reservation reservation) =>
        new(reservation.TouchId, reservation.State, reservation.At, reservation.NextFreeAt, reservation.Reason);
}
