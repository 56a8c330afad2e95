using Platform.ServiceKit.Http;

namespace Platform.Engagement.Meetings;

internal static class MeetingProblems
{
    public static Problem UnknownHost(string person) =>
        new(
            "meetings/unknown-host",
            StatusCodes.Status422UnprocessableEntity,
            "Nobody knows when this person can be booked.",
            $"Set the working hours of {person} first: PUT /v1/meetings/hosts/{person}."
        );

    public static Problem SlotTaken() =>
        new(
            "meetings/slot-taken",
            StatusCodes.Status409Conflict,
            "This time is taken.",
            "Somebody booked it, or one of the people is busy then. Choose another."
        );

    public static Problem Over() =>
        new(
            "meetings/over",
            StatusCodes.Status409Conflict,
            "The meeting is over or cancelled.",
            "It can no longer be changed; book another."
        );
}
