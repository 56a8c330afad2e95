using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Meetings;

/// <summary>The time zone in which a page shows times.</summary>
internal static class BookingZone
{
    public static TimeZoneInfo Choose(string? zone, OrganisationCalendar calendar) =>
        zone is { Length: > 0 } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known)
            ? known
            : calendar.Current.Zone;
}
