namespace Platform.Engagement.Meetings;

/// <summary>When one person can be booked, and when they are taken already.</summary>
/// <param name="Zone">The person's time zone.</param>
/// <param name="Hours">Local.</param>
/// <param name="Taken">Meetings that were booked here, each with its buffer.</param>
/// <param name="Busy">What the person's own calendars say.</param>
internal sealed record HostTime(
    TimeZoneInfo Zone,
    IReadOnlyList<WorkingHours> Hours,
    IReadOnlyList<Span> Taken,
    IReadOnlyList<Span> Busy
);
