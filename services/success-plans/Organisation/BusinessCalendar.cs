namespace Platform.SuccessPlans.Organisation;

/// <summary>
/// The organisation's business dates: in its time zone, with its weekend and holidays. What is due on a day without work is due on the
/// next day with work; so a due date is missed once that day is over.
/// </summary>
public sealed class BusinessCalendar(TimeZoneInfo zone, IReadOnlySet<DayOfWeek> weekend, IReadOnlySet<DateOnly> holidays)
{
    private const int LongestRunWithoutWork = 366;

    public TimeZoneInfo Zone { get; } = zone;

    public bool IsBusinessDay(DateOnly date) => !weekend.Contains(date.DayOfWeek) && !holidays.Contains(date);

    /// <summary>The date that an instant falls on for the organisation.</summary>
    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The date itself where it is a business day, otherwise the next one.</summary>
    /// <exception cref="InvalidOperationException">The calendar has no business day within a year.</exception>
    public DateOnly OnOrAfter(DateOnly date) => Step(date, 1);

    /// <summary>The last due date that is missed as of <paramref name="today"/>: what is due later still has time. For SQL: <c>due_on &lt;= @LastMissed</c>.</summary>
    /// <exception cref="InvalidOperationException">The calendar has no business day within a year.</exception>
    public DateOnly LastMissed(DateOnly today) => Step(today.AddDays(-1), -1);

    public bool IsOverdue(DateOnly dueOn, DateOnly today) => dueOn <= LastMissed(today);

    /// <summary>The business day that lies <paramref name="days"/> business days after a date; the date itself does not count.</summary>
    /// <exception cref="InvalidOperationException">The calendar has no business day within a year.</exception>
    public DateOnly Add(DateOnly date, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        for (var left = days; left > 0; left--) date = Step(date.AddDays(1), 1);
        return date;
    }

    private DateOnly Step(DateOnly date, int by)
    {
        for (var idle = 0; !IsBusinessDay(date); idle++)
        {
            if (idle > LongestRunWithoutWork) throw new InvalidOperationException("The calendar has no business day within a year. Check its holidays.");
            date = date.AddDays(by);
        }

        return date;
    }
}
