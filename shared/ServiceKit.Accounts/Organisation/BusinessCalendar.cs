namespace Platform.ServiceKit.Organisation;

/// <summary>Which dates are business days: neither weekend nor holiday, in the organisation's time zone.</summary>
public sealed class BusinessCalendar(
    TimeZoneInfo zone,
    IReadOnlySet<DayOfWeek> weekend,
    IReadOnlySet<DateOnly> holidays
)
{
    private const int LongestRunWithoutWork = 366;

    public TimeZoneInfo Zone { get; } = zone;

    public bool IsBusinessDay(DateOnly date) => !weekend.Contains(date.DayOfWeek) && !holidays.Contains(date);

    /// <summary>The date that an instant falls on for the organisation.</summary>
    public DateOnly DateOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The business day that lies <paramref name="days"/> business days after a date; the date itself does not
    /// count. Signed on a Friday, one business day later is Monday.</summary>
    /// <exception cref="InvalidOperationException">The calendar has no business day within a year.</exception>
    public DateOnly Add(DateOnly date, int days) => Walk(date, days, step: 1);

    /// <summary>The reverse of <see cref="Add"/>: the business day that lies <paramref name="days"/> business days
    /// before a date.</summary>
    /// <exception cref="InvalidOperationException">The calendar has no business day within a year.</exception>
    public DateOnly Back(DateOnly date, int days) => Walk(date, days, step: -1);

    /// <summary>The date itself where it is a business day, otherwise the next one that is.</summary>
    /// <exception cref="InvalidOperationException">The calendar has no business day within a year.</exception>
    public DateOnly OnOrAfter(DateOnly date) => IsBusinessDay(date) ? date : Add(date, 1);

    /// <summary>Business days after <paramref name="from"/> up to and including <paramref name="to"/>; negative when
    /// <paramref name="to"/> lies before.</summary>
    public int Between(DateOnly from, DateOnly to)
    {
        if (to < from)
            return -Between(to, from);
        var count = 0;
        for (var date = from; date < to; )
        {
            date = date.AddDays(1);
            if (IsBusinessDay(date))
                count++;
        }
        return count;
    }

    /// <summary>The last instant of a date for the organisation: until then something due on it is in time.</summary>
    public DateTimeOffset EndOf(DateOnly date)
    {
        var midnight = date.AddDays(1).ToDateTime(TimeOnly.MinValue);
        // Some zones skip midnight when summer time starts; the day then begins an hour later.
        if (Zone.IsInvalidTime(midnight))
            midnight = midnight.AddHours(1);
        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(midnight, Zone)).AddMilliseconds(-1);
    }

    private DateOnly Walk(DateOnly date, int days, int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var idle = 0;
        for (var left = days; left > 0; )
        {
            date = date.AddDays(step);
            if (IsBusinessDay(date))
                (left, idle) = (left - 1, 0);
            else if (++idle > LongestRunWithoutWork)
                throw new InvalidOperationException(
                    "The calendar has no business day within a year. Check its holidays."
                );
        }
        return date;
    }
}
