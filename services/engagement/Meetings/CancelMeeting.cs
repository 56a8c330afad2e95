using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Meetings;

/// <summary>Cancels a meeting; its time is free again.</summary>
public static class CancelMeeting
{
    public static void Map(IEndpointRouteBuilder page) =>
        page.MapPost("/cancellation", HandleAsync).WithName(nameof(CancelMeeting));

    private static async Task<IResult> HandleAsync(
        string token,
        BookingService bookings,
        BookingPages pages,
        OrganisationCalendar calendar,
        CancellationToken ct
    )
    {
        if (await bookings.FindMeetingAsync(token, ct) is not { } meeting)
            return await pages.NotFoundAsync();
        var (cancelled, refused) = await bookings.CancelAsync(meeting.Id, ct);
        return cancelled is not null
            ? new SeeOther(BookingPages.PathOf(token))
            : await pages.MeetingAsync(token, meeting, [], BookingZone.Choose(null, calendar), refused!.Detail);
    }
}
