using System.Text.Json;
using Platform.Contracts;

namespace Platform.Engagement.Meetings;

/// <summary>When a person of ours can be booked.</summary>
/// <param name="PersonId">The person's user id.</param>
/// <param name="Name">As customers read it.</param>
/// <param name="Email">Where invitations come from.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Hours">Local working hours.</param>
/// <param name="BusyFeeds">Calendars in which the person is busy, without their addresses.</param>
/// <param name="Version">For If-Match.</param>
public sealed record HostResponse(
    string PersonId,
    string Name,
    string Email,
    string TimeZone,
    IReadOnlyList<WorkingHours> Hours,
    IReadOnlyList<BusyFeed> BusyFeeds,
    int Version
)
{
    internal static HostResponse From(HostRow row, IReadOnlyList<BusyFeed> feeds) =>
        new(
            row.PersonId,
            row.Name,
            row.Email,
            row.TimeZone,
            JsonSerializer.Deserialize<List<WorkingHours>>(row.Hours, ContractJson.Options)!,
            feeds,
            row.Version
        );
}
