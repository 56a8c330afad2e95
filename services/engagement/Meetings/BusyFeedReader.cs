using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace Platform.Engagement.Meetings;

/// <summary>Reads when a calendar says that its owner is busy, repetitions included.</summary>
internal static class BusyFeedReader
{
    private const int Most = 5_000;

    /// <param name="text">iCalendar.</param>
    /// <param name="span">What is asked about.</param>
    /// <param name="zone">The owner's time zone, for times that name none.</param>
    public static IReadOnlyList<Span> Read(string text, Span span, TimeZoneInfo zone)
    {
        var busy = new List<Span>();
        foreach (var calendar in CalendarCollection.Load(text))
        {
            // Ours repeat in theirs where a person subscribed to them: the same time, so no harm.
            foreach (
                var occurrence in calendar
                    .GetOccurrences<CalendarEvent>(new CalDateTime(span.From.UtcDateTime.AddDays(-1)))
                    .TakeWhile(occurrence => occurrence.Period.StartTime.AsUtc < span.To.UtcDateTime)
                    .Take(Most)
            )
            {
                if (occurrence.Source is not CalendarEvent { } entry || !IsBusy(entry))
                    continue;
                var start = InstantOf(occurrence.Period.StartTime, zone);
                var end = occurrence.Period.EffectiveEndTime is { } to ? InstantOf(to, zone) : start;
                if (end > start && new Span(start, end).Overlaps(span))
                    busy.Add(new Span(start, end));
            }
        }

        return busy;
    }

    private static bool IsBusy(CalendarEvent entry) =>
        entry.Status != EventStatus.Cancelled && entry.Transparency != TransparencyType.Transparent;

    /// <summary>Days and times without a zone are the owner's.</summary>
    private static DateTimeOffset InstantOf(CalDateTime at, TimeZoneInfo zone)
    {
        if (at.TzId is not null)
            return new DateTimeOffset(at.AsUtc, TimeSpan.Zero);
        var local = DateTime.SpecifyKind(at.Value, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(local, zone));
    }
}
