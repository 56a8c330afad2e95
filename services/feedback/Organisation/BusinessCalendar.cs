using Microsoft.Extensions.Options;

namespace Platform.Feedback.Organisation;

/// <summary>Business days of the organisation: neither weekend nor holiday, in its time zone.</summary>
public sealed class BusinessCalendar(TimeProvider clock, IOptions<OrganisationOptions> options)
{
    private const int LongestRunWithoutWork = 366;
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);
    private readonly HashSet<DayOfWeek> _weekend = options.Value.Weekend.Count > 0 ? [.. options.Value.Weekend] : [DayOfWeek.Saturday, DayOfWeek.Sunday];
    private readonly HashSet<DateOnly> _holidays = [.. options.Value.Holidays];

    public DateOnly Today => DateOf(clock.GetUtcNow());

    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, _zone).DateTime);

    public bool IsBusinessDay(DateOnly date) => !_weekend.Contains(date.DayOfWeek) && !_holidays.Contains(date);

    /// <summary>The last instant of the business day that lies so many business days after the instant's own date: something due then is in time until midnight.</summary>
    /// <exception cref="InvalidOperationException">The calendar has no business day within a year.</exception>
    public DateTimeOffset DueAfter(DateTimeOffset instant, int businessDays)
    {
        var date = DateOf(instant);
        var idle = 0;
        for (var left = businessDays; left > 0;)
        {
            date = date.AddDays(1);
            if (IsBusinessDay(date)) (left, idle) = (left - 1, 0);
            else if (++idle > LongestRunWithoutWork) throw new InvalidOperationException("The calendar has no business day within a year. Check Organisation:Holidays.");
        }

        return EndOf(date);
    }

    /// <summary>The first instant of a date in the organisation's zone.</summary>
    public DateTimeOffset StartOf(DateOnly date)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        // Some zones skip midnight when summer time starts; the day then begins an hour later.
        if (_zone.IsInvalidTime(midnight)) midnight = midnight.AddHours(1);
        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(midnight, _zone));
    }

    public DateTimeOffset EndOf(DateOnly date) => StartOf(date.AddDays(1)).AddMilliseconds(-1);
}
