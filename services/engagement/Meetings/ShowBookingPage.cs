using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Meetings;

/// <summary>The page behind a booking link, or behind the link of a meeting that was booked. Reading it changes
/// nothing.</summary>
public static class ShowBookingPage
{
    public static void Map(IEndpointRouteBuilder page) =>
        page.MapGet("/", HandleAsync).WithName(nameof(ShowBookingPage));

    /// <param name="zone">The time zone in which times are shown; the organisation's unless it is known.</param>
    private static async Task<ContentHttpResult> HandleAsync(
        string token,
        string? zone,
        BookingService bookings,
        BookingPages pages,
        OrganisationCalendar calendar,
        CancellationToken ct
    )
    {
        var shown = BookingZone.Choose(zone, calendar);
        if (await bookings.FindLinkAsync(token, ct) is { } link)
            return await pages.BookAsync(token, link, await bookings.SlotsAsync(link, null, ct), shown);
        if (await bookings.FindMeetingAsync(token, ct) is not { } meeting)
            return await pages.NotFoundAsync();
        var of = await bookings.LinkOfAsync(meeting, ct);
        var slots = meeting.IsCancelled ? [] : await bookings.SlotsAsync(of, meeting.Id, ct);
        return await pages.MeetingAsync(token, meeting, slots, shown);
    }
}
