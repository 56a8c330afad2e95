namespace Platform.Contracts.Engagement;

/// <summary>A customer booked a meeting, or moved it to another time.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="LinkId">The booking page.</param>
/// <param name="ContactId">Whom the page was made for, if anyone in particular.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Purpose"><c>meeting</c> or <c>kickoff</c>.</param>
/// <param name="People">User ids of our side.</param>
/// <param name="Sequence">0 when it is booked, more with every change.</param>
[EventName("engagement.meeting-booked.v1")]
public sealed record MeetingBooked(
    Guid AccountId,
    Guid MeetingId,
    Guid LinkId,
    Guid? ContactId,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string Purpose,
    IReadOnlyList<string> People,
    int Sequence
) : DomainEvent(AccountId);
