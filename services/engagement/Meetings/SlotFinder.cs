namespace Platform.Engagement.Meetings;

/// <summary>Finds the times at which all people of a meeting can be booked.</summary>
internal static class SlotFinder
{
    private const int StepMinutes = 30;
    private const int MostSlots = 400;

    /// <param name="hosts">All of them have to be free.</param>
    /// <param name="from">Nothing begins before, UTC.</param>
    /// <param name="to">Nothing begins from then on, UTC.</param>
    /// <param name="minutes">How long a meeting lasts.</param>
    /// <param name="buffer">Minutes that stay free before and after.</param>
    /// <param name="isBusinessDay">Whether a date is worked on.</param>
    public static IReadOnlyList<DateTimeOffset> Find(
        IReadOnlyList<HostTime> hosts,
        DateTimeOffset from,
        DateTimeOffset to,
        int minutes,
        int buffer,
        Func<DateOnly, bool> isBusinessDay
    )
    {
        if (hosts.Count == 0)
            return [];
        var windows = hosts.Select(host => WindowsOf(host, from, to, isBusinessDay)).ToList();
        var slots = new List<DateTimeOffset>();
        var step = TimeSpan.FromMinutes(StepMinutes);
        var first = new DateTimeOffset((from.UtcTicks + step.Ticks - 1) / step.Ticks * step.Ticks, TimeSpan.Zero);
        for (var start = first; start < to && slots.Count < MostSlots; start += step)
        {
            var meeting = new Span(start, start.AddMinutes(minutes));
            if (hosts.Index().All(host => IsFree(host.Item, windows[host.Index], meeting, buffer)))
                slots.Add(start);
        }

        return slots;
    }

    private static bool IsFree(HostTime host, IReadOnlyList<Span> windows, Span meeting, int buffer)
    {
        var after = meeting with { To = meeting.To.AddMinutes(buffer) };
        var around = after with { From = meeting.From.AddMinutes(-buffer) };
        return windows.Any(window => window.Contains(meeting))
            && !host.Taken.Any(taken => taken.Overlaps(after))
            && !host.Busy.Any(busy => busy.Overlaps(around));
    }

    /// <summary>Working hours as instants: where clocks change, the local time counts.</summary>
    private static List<Span> WindowsOf(
        HostTime host,
        DateTimeOffset from,
        DateTimeOffset to,
        Func<DateOnly, bool> isBusinessDay
    )
    {
        var windows = new List<Span>();
        var last = DateOf(host.Zone, to);
        for (var date = DateOf(host.Zone, from); date <= last; date = date.AddDays(1))
        {
            if (!isBusinessDay(date))
                continue;
            windows.AddRange(
                host.Hours.Where(hours => hours.IsFor(date.DayOfWeek))
                    .Select(hours => new Span(
                        InstantOf(host.Zone, date.ToDateTime(hours.From)),
                        InstantOf(host.Zone, date.ToDateTime(hours.To))
                    ))
            );
        }

        return windows;
    }

    private static DateOnly DateOf(TimeZoneInfo zone, DateTimeOffset at) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private static DateTimeOffset InstantOf(TimeZoneInfo zone, DateTime local)
    {
        // A time that clocks skip does not exist; the next one that does is meant.
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(local, zone));
    }
}
