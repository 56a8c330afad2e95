using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Organisation;

internal static class DueTimes
{
    /// <summary>The last instant of the business day that lies so many business days after the instant's own date:
    /// until then it is in time.</summary>
    public static DateTimeOffset DueAfter(
        this OrganisationCalendar calendar,
        DateTimeOffset instant,
        int businessDays
    ) => calendar.Current.EndOf(calendar.Current.Add(calendar.DateOf(instant), businessDays));
}
