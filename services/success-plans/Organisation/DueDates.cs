using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Organisation;

/// <summary>
/// When something is overdue by the organisation's calendar. Our own rule: what is due on a day without work is due on
/// the next day with work, and is missed once that day is over.
/// </summary>
public static class DueDates
{
    /// <summary>The last due date that is missed as of <paramref name="today"/>: what is due later still has time. For
    /// SQL: <c>due_on &lt;= @LastMissed</c>.</summary>
    /// <exception cref="InvalidOperationException">The calendar has no business day within a year.</exception>
    public static DateOnly LastMissed(this BusinessCalendar calendar, DateOnly today) => calendar.Back(today, 1);

    /// <summary>As of today.</summary>
    public static DateOnly LastMissed(this OrganisationCalendar organisation) =>
        organisation.Current.LastMissed(organisation.Today);

    public static bool IsOverdue(this BusinessCalendar calendar, DateOnly dueOn, DateOnly today) =>
        dueOn <= calendar.LastMissed(today);
}
