namespace Platform.Engagement.ContactBudget;

/// <summary>The answer of the contact budget.</summary>
/// <param name="TouchId">The touch.</param>
/// <param name="State">One of <see cref="TouchState"/>: reserved, refused, or sent where it went before.</param>
/// <param name="At">Where it is reserved: when it may be sent, which is later than wanted where that was quiet.</param>
/// <param name="NextFreeAt">Where it is refused: the first instant that the policy allows; null: no instant, as long as
/// the reason stands.</param>
/// <param name="Reason">Why it is refused, one of <see cref="RefusalReason"/>.</param>
/// <param name="Sequence">The order in which decisions of one person or account were made.</param>
public sealed record Reservation(
    Guid TouchId,
    string State,
    DateTimeOffset At,
    DateTimeOffset? NextFreeAt,
    string? Reason,
    long Sequence
)
{
    /// <summary>Whether it may be sent at that instant.</summary>
    public bool MayBeSentAt(DateTimeOffset now) => State == TouchState.Reserved && At <= now;
}
