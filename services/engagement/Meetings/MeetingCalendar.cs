using System.Security.Cryptography;
using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Platform.Engagement.Meetings;

/// <summary>Writes meetings as iCalendar (RFC 5545): invitations and calendars to subscribe to.</summary>
internal static class MeetingCalendar
{
    /// <summary>An invitation, or the word that the meeting is off.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="hosts">Our side; the first organises.</param>
    public static string Invitation(MeetingRow meeting, IReadOnlyList<HostRow> hosts)
    {
        var zone = hosts[0].TimeZone;
        var calendar = New(zone, meeting.StartsAt);
        calendar.Method = meeting.IsCancelled ? "CANCEL" : "REQUEST";
        var entry = EntryOf(meeting, zone);
        entry.Organizer = new Organizer($"mailto:{hosts[0].Email}") { CommonName = hosts[0].Name };
        entry.Attendees.Add(AttendeeOf(meeting.GuestName, meeting.GuestEmail));
        foreach (var host in hosts)
            entry.Attendees.Add(AttendeeOf(host.Name, host.Email));
        calendar.Events.Add(entry);
        return Write(calendar);
    }

    /// <summary>A calendar to subscribe to.</summary>
    public static string Subscription(
        string name,
        string zone,
        IReadOnlyList<MeetingRow> meetings,
        IReadOnlyList<PlanDay> days
    )
    {
        var calendar = New(zone, meetings.Count > 0 ? meetings.Min(meeting => meeting.StartsAt) : null);
        calendar.AddProperty("X-WR-CALNAME", name);
        foreach (var meeting in meetings)
            calendar.Events.Add(EntryOf(meeting, zone));
        foreach (var day in days)
            calendar.Events.Add(
                new CalendarEvent
                {
                    Uid = $"{day.Id}@plan",
                    Summary = day.Text,
                    DtStamp = new CalDateTime(day.Date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)),
                    Start = new CalDateTime(day.Date),
                    End = new CalDateTime(day.Date.AddDays(1)),
                    Transparency = TransparencyType.Transparent,
                }
            );
        return Write(calendar);
    }

    /// <summary>Of the content: the same calendar has the same.</summary>
    public static string ETagOf(string content) =>
        $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 8))}\"";

    private static Calendar New(string zone, DateTimeOffset? first)
    {
        var calendar = new Calendar { ProductId = "-//Retention Platform//Engagement//EN" };
        // The rules that hold from the first meeting on; without one, those of today's years.
        calendar.AddTimeZone(
            VTimeZone.FromDateTimeZone(zone, first?.UtcDateTime.AddYears(-1) ?? new DateTime(2025, 1, 1), false)
        );
        return calendar;
    }

    private static CalendarEvent EntryOf(MeetingRow meeting, string zone) =>
        new()
        {
            Uid = $"{meeting.Id}@meeting",
            Summary = meeting.Title,
            Description = meeting.Note,
            // Of the change, not of the reading: so that the same calendar reads the same.
            DtStamp = new CalDateTime(meeting.ChangedAt.UtcDateTime),
            Start = Local(meeting.StartsAt, zone),
            End = Local(meeting.EndsAt, zone),
            Sequence = meeting.Sequence,
            Status = meeting.IsCancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
        };

    private static CalDateTime Local(DateTimeOffset at, string zone) =>
        new(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime, zone);

    private static Attendee AttendeeOf(string name, string email) =>
        new($"mailto:{email}")
        {
            CommonName = name,
            Rsvp = true,
            ParticipationStatus = EventParticipationStatus.NeedsAction,
            Role = ParticipationRole.RequiredParticipant,
        };

    private static string Write(Calendar calendar) =>
        new CalendarSerializer().SerializeToString(calendar)
        ?? throw new InvalidOperationException("A calendar could not be written.");
}
