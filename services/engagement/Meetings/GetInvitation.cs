using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Meetings;

/// <summary>The invitation to a meeting, to put into a calendar by hand.</summary>
public static class GetInvitation
{
    public static void Map(IEndpointRouteBuilder page) =>
        page.MapGet("/invitation.ics", HandleAsync).WithName(nameof(GetInvitation));

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> HandleAsync(
        string token,
        BookingService bookings,
        Database database,
        CancellationToken ct
    )
    {
        if (await bookings.FindMeetingAsync(token, ct) is not { } meeting)
            return Problem.NotFound("meeting", "of this address").ToResult();
        var hosts = await database.QueryAsync<HostRow>(
            $"{HostRow.Select} where person_id = any(@People) order by array_position(@People, person_id)",
            new { meeting.People },
            ct
        );
        return TypedResults.Text(MeetingCalendar.Invitation(meeting, hosts), "text/calendar; charset=utf-8");
    }
}
