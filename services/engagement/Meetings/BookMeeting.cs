using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Meetings;

/// <summary>Books the time that a customer chose on the page.</summary>
public static class BookMeeting
{
    public static void Map(IEndpointRouteBuilder page) => page.MapPost("/", HandleAsync).WithName(nameof(BookMeeting));

    private static async Task<IResult> HandleAsync(
        string token,
        HttpRequest request,
        BookingService bookings,
        BookingPages pages,
        OrganisationCalendar calendar,
        CancellationToken ct
    )
    {
        if (await bookings.FindLinkAsync(token, ct) is not { } link)
            return await pages.NotFoundAsync();
        var form = await BookingForm.ReadAsync(request, ct);
        var error = form.Missing();
        if (error is null)
        {
            var (booked, secret, refused) = await bookings.BookAsync(link, form.ToGuest(), form.StartsAt!.Value, ct);
            if (booked is not null)
                return new SeeOther(BookingPages.PathOf(secret));
            error = refused!.Detail;
        }

        var slots = await bookings.SlotsAsync(link, null, ct);
        return await pages.BookAsync(token, link, slots, BookingZone.Choose(null, calendar), form, error);
    }
}
