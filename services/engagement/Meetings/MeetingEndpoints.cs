using Platform.ServiceKit.Auth;

namespace Platform.Engagement.Meetings;

/// <summary>The routes of this folder.</summary>
internal static class MeetingEndpoints
{
    /// <param name="app">At the root: pages for people have no version.</param>
    /// <param name="v1">Below <c>/v1</c>.</param>
    public static void Map(IEndpointRouteBuilder app, IEndpointRouteBuilder v1)
    {
        var meetings = v1.MapGroup("/meetings").WithTags("Meetings");
        ListMeetings.Map(meetings);
        var hosts = meetings.MapGroup("/hosts");
        GetMeetingHost.Map(hosts);
        SetMeetingHost.Map(hosts);
        var links = meetings.MapGroup("/links");
        CreateBookingLink.Map(links);
        RevokeBookingLink.Map(links);
        var calendars = meetings.MapGroup("/calendars");
        CreateCalendarLink.Map(calendars);
        RevokeCalendarLink.Map(calendars);

        var page = app.MapGroup("/booking/{token}").RequireRoles(Roles.Customer).ExcludeFromDescription();
        ShowBookingPage.Map(page);
        BookMeeting.Map(page);
        MoveMeeting.Map(page);
        CancelMeeting.Map(page);
        GetInvitation.Map(page);
        GetSubscribedCalendar.Map(app.MapGroup("/cal").RequireRoles(Roles.Customer).ExcludeFromDescription());
    }
}
