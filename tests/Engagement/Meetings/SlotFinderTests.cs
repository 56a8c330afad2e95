using System.Globalization;
using Platform.Engagement.Meetings;

namespace Platform.Engagement.Tests.Meetings;

/// <summary>Which times are offered, without any server.</summary>
public sealed class SlotFinderTests
{
    private static readonly TimeZoneInfo Vienna = TimeZoneInfo.FindSystemTimeZoneById("Europe/Vienna");
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    private static HostTime Host(TimeZoneInfo zone, Span[]? taken = null, Span[]? busy = null) =>
        new(zone, WorkingHours.Usual, taken ?? [], busy ?? []);

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    private static List<string> Find(string from, string to, int minutes, int buffer, params HostTime[] hosts) =>
        [
            .. SlotFinder
                .Find(hosts, At(from), At(to), minutes, buffer, _ => true)
                .Select(slot => slot.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)),
        ];

    [Fact]
    public void A_team_is_offered_when_all_are_free_in_their_own_hours()
    {
        // Vienna works until 16:00 UTC, New York from 14:00 UTC.
        Find("2026-01-12T00:00Z", "2026-01-13T00:00Z", 60, 0, Host(Vienna), Host(NewYork))
            .ShouldBe(["01-12 14:00", "01-12 14:30", "01-12 15:00"]);
    }

    [Fact]
    public void Working_hours_follow_the_clocks()
    {
        // Friday before and Monday after the clocks go forward in Vienna, on 29 March 2026.
        Find("2026-03-27T00:00Z", "2026-03-28T00:00Z", 30, 0, Host(Vienna))[0].ShouldBe("03-27 08:00");
        Find("2026-03-30T00:00Z", "2026-03-31T00:00Z", 30, 0, Host(Vienna))[0].ShouldBe("03-30 07:00");
        Find("2026-10-23T00:00Z", "2026-10-24T00:00Z", 30, 0, Host(Vienna))[0].ShouldBe("10-23 07:00");
        Find("2026-10-26T00:00Z", "2026-10-27T00:00Z", 30, 0, Host(Vienna))[0].ShouldBe("10-26 08:00");
    }

    [Fact]
    public void The_buffer_stays_free_around_what_is_busy()
    {
        var busy = new Span(At("2026-01-12T10:00Z"), At("2026-01-12T11:00Z"));
        var slots = Find("2026-01-12T08:00Z", "2026-01-12T13:00Z", 30, 30, Host(Vienna, busy: [busy]));

        slots.ShouldBe(["01-12 08:00", "01-12 08:30", "01-12 09:00", "01-12 11:30", "01-12 12:00", "01-12 12:30"]);
    }

    [Fact]
    public void Weekends_and_holidays_are_not_offered()
    {
        Find("2026-01-10T00:00Z", "2026-01-12T00:00Z", 30, 0, Host(Vienna)).ShouldBeEmpty();
        SlotFinder
            .Find([Host(Vienna)], At("2026-01-06T00:00Z"), At("2026-01-07T00:00Z"), 30, 0, _ => false)
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("DTSTART:20260112T090000Z\r\nDTEND:20260112T100000Z", "01-12 09:00-10:00")]
    [InlineData(
        "DTSTART;TZID=Europe/Vienna:20260112T090000\r\nDTEND;TZID=Europe/Vienna:20260112T100000",
        "01-12 08:00-09:00"
    )]
    [InlineData("DTSTART:20260112T090000\r\nDURATION:PT30M", "01-12 08:00-08:30")]
    [InlineData("DTSTART:20260105T090000Z\r\nDTEND:20260105T093000Z\r\nRRULE:FREQ=WEEKLY", "01-12 09:00-09:30")]
    [InlineData("DTSTART;VALUE=DATE:20260112\r\nDTEND;VALUE=DATE:20260113", "01-11 23:00-23:00")]
    [InlineData("DTSTART:20260112T090000Z\r\nDTEND:20260112T100000Z\r\nTRANSP:TRANSPARENT", null)]
    [InlineData("DTSTART:20260112T090000Z\r\nDTEND:20260112T100000Z\r\nSTATUS:CANCELLED", null)]
    public void A_calendar_says_when_its_owner_is_busy(string lines, string? busy)
    {
        var text =
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
            + $"{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

        var read = BusyFeedReader.Read(text, new Span(At("2026-01-11T00:00Z"), At("2026-01-14T00:00Z")), Vienna);

        read.Select(span => FormattableString.Invariant($"{span.From:MM-dd HH:mm}-{span.To:HH:mm}"))
            .ShouldBe(busy is null ? [] : [busy]);
    }
}
