namespace Platform.Contracts.Engagement;

/// <summary>A customer cancelled a meeting.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="LinkId">The booking page.</param>
/// <param name="StartsAt">When it was to begin, UTC.</param>
/// <param name="Purpose"><c>meeting</c> or <c>kickoff</c>.</param>
[EventName("engagement.meeting-cancelled.v1")]
public sealed record MeetingCancelled(
    Guid AccountId,
    Guid MeetingId,
    Guid LinkId,
    DateTimeOffset StartsAt,
    string Purpose
) : DomainEvent(AccountId);
