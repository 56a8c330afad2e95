namespace Platform.Engagement.ContactBudget;

/// <summary>When nobody is to be disturbed: outside these hours and on these days, by the clock on the wall of the
/// person. Pure; right across changes to and from summer time.</summary>
/// <param name="Opens">From this time of day on a touch may arrive.</param>
/// <param name="Closes">From this time of day on it may not; later than <paramref name="Opens"/>.</param>
/// <param name="ClosedDays">Days without touches, the weekend.</param>
public sealed record QuietHours(TimeOnly Opens, TimeOnly Closes, IReadOnlySet<DayOfWeek> ClosedDays)
{
    private const int MostDays = 15;

    /// <summary>The first instant at or after another at which it is open in each of the zones.</summary>
    /// <param name="at">The instant that is wanted.</param>
    /// <param name="zones">Where the person may be: one zone, or the ends of a country that spans several.</param>
    /// <returns>Null where the zones are never open at once.</returns>
    public DateTimeOffset? Opening(DateTimeOffset at, IReadOnlyList<TimeZoneInfo> zones)
    {
        var (open, latest) = (at, at.AddDays(MostDays));
        while (open < latest)
        {
            var later = open;
            foreach (var zone in zones)
            {
                if (Opening(later, zone) is not { } next)
                    return null;
                later = next;
            }
            if (later == open)
                return open;
            open = later;
        }
        return null;
    }

    private DateTimeOffset? Opening(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        if (IsOpen(local))
            return at;
        // From the day before: where the clock goes back past midnight, the day of yesterday comes again.
        for (var day = -1; day <= MostDays; day++)
            if (FirstOpenOn(DateOnly.FromDateTime(local).AddDays(day), at, zone) is { } open)
                return open;
        return null;
    }

    private DateTimeOffset? FirstOpenOn(DateOnly date, DateTimeOffset at, TimeZoneInfo zone)
    {
        if (ClosedDays.Contains(date.DayOfWeek))
            return null;
        // Where the clock skips the opening, the day opens when the clock comes back: no zone skips more than a day.
        var wall = date.ToDateTime(Opens);
        while (zone.IsInvalidTime(wall))
            wall = wall.AddMinutes(1);
        if (!IsOpen(wall))
            return null;
        foreach (var instant in InstantsOf(wall, zone))
            if (instant >= at)
                return instant;
        return null;
    }

    /// <summary>The instants at which a clock shows that time, two where it goes back; in ascending order.</summary>
    private static IEnumerable<DateTimeOffset> InstantsOf(DateTime wall, TimeZoneInfo zone) =>
        zone.IsAmbiguousTime(wall)
            ? zone.GetAmbiguousTimeOffsets(wall)
                .OrderDescending()
                .Select(offset => new DateTimeOffset(wall, offset).ToUniversalTime())
            : [new DateTimeOffset(wall, zone.GetUtcOffset(wall)).ToUniversalTime()];

    private bool IsOpen(DateTime local)
    {
        var time = TimeOnly.FromDateTime(local);
        return time >= Opens && time < Closes && !ClosedDays.Contains(local.DayOfWeek);
    }
}
