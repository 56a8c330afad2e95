using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Meetings;

/// <summary>Moves a meeting to another time that its guest chose.</summary>
public static class MoveMeeting
{
    public static void Map(IEndpointRouteBuilder page) =>
        page.MapPost("/move", HandleAsync).WithName(nameof(MoveMeeting));

    private static async Task<IResult> HandleAsync(
        string token,
        HttpRequest request,
        BookingService bookings,
        BookingPages pages,
        OrganisationCalendar calendar,
        CancellationToken ct
    )
    {
        if (await bookings.FindMeetingAsync(token, ct) is not { } meeting)
            return await pages.NotFoundAsync();
        var form = await BookingForm.ReadAsync(request, ct);
        var error = "Please choose a time.";
        if (form.StartsAt is { } startsAt)
        {
            var (moved, refused) = await bookings.MoveAsync(meeting.Id, startsAt, ct);
            if (moved is not null)
                return new SeeOther(BookingPages.PathOf(token));
            error = refused!.Detail;
        }

        var slots = await bookings.SlotsAsync(await bookings.LinkOfAsync(meeting, ct), meeting.Id, ct);
        return await pages.MeetingAsync(token, meeting, slots, BookingZone.Choose(null, calendar), error);
    }
}
