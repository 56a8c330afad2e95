using Platform.ServiceKit.Calendar;

namespace Platform.SuccessPlans.Organisation;

/// <summary>
/// When something is overdue by the organisation's calendar. Our own rule: what is due on a day without work is due on the next day with work,
/// and is missed once that day is over.
/// </summary>
public static class DueDates
{
    private const int LongestRunWithoutWork = 366;

    /// <summary>The last due date that is missed as of <paramref name="today"/>: what is due later still has time. For SQL: <c>due_on &lt;= @LastMissed</c>.</summary>
    /// <exception cref="InvalidOperationException">The calendar has no business day within a year.</exception>
    public static DateOnly LastMissed(this BusinessCalendar calendar, DateOnly today) => calendar.Back(today, 1);

    public static bool IsOverdue(this BusinessCalendar calendar, DateOnly dueOn, DateOnly today) => dueOn <= calendar.LastMissed(today);

    /// <summary>The reverse of <see cref="BusinessCalendar.Add"/>: the business day that lies <paramref name="days"/> business days before a date.</summary>
    /// <exception cref="InvalidOperationException">The calendar has no business day within a year.</exception>
    public static DateOnly Back(this BusinessCalendar calendar, DateOnly date, int days)
    {
        var idle = 0;
        for (var left = days; left > 0;)
        {
            date = date.AddDays(-1);
            if (calendar.IsBusinessDay(date)) (left, idle) = (left - 1, 0);
            else if (++idle > LongestRunWithoutWork) throw new InvalidOperationException("The calendar has no business day within a year. Check its holidays.");
        }

        return date;
    }
}
