using System.Globalization;
using Platform.Engagement.ContactBudget;

namespace Platform.Engagement.Tests.ContactBudget;

public sealed class QuietHoursTests
{
    private static readonly HashSet<DayOfWeek> Weekend = [DayOfWeek.Saturday, DayOfWeek.Sunday];
    private static readonly QuietHours House = new(new TimeOnly(8, 0), new TimeOnly(20, 0), Weekend);

    [Theory]
    [InlineData("2027-03-02T12:00Z", "Europe/Berlin", "2027-03-02T12:00Z")] // Tuesday noon: at once.
    [InlineData("2027-03-02T19:00Z", "Europe/Berlin", "2027-03-03T07:00Z")] // 20:00 there: the next morning.
    [InlineData("2027-03-02T06:59Z", "Europe/Berlin", "2027-03-02T07:00Z")]
    [InlineData("2027-03-05T19:30Z", "Europe/Berlin", "2027-03-08T07:00Z")] // Friday evening: Monday.
    [InlineData("2027-03-26T20:00Z", "Europe/Berlin", "2027-03-29T06:00Z")] // Over the change to summer time.
    [InlineData("2027-10-29T19:00Z", "Europe/Berlin", "2027-11-01T07:00Z")] // And back.
    [InlineData("2027-03-02T12:00Z", "Asia/Kolkata", "2027-03-02T12:00Z")] // 17:30
    [InlineData("2027-03-02T15:00Z", "Asia/Kolkata", "2027-03-03T02:30Z")]
    [InlineData("2027-03-05T10:00Z", "Pacific/Auckland", "2027-03-07T19:00Z")] // Friday night.
    public void A_touch_due_in_quiet_hours_moves_to_the_next_opening(string wanted, string zone, string opening) =>
        House.Opening(Instant(wanted), [TimeZoneInfo.FindSystemTimeZoneById(zone)]).ShouldBe(Instant(opening));

    [Fact]
    public void A_country_of_several_zones_is_open_while_both_its_ends_are()
    {
        var zones = CountryZones.Find("US")!;
        // 8:00 in New York is 5:00 in Los Angeles; at 20:00 in New York it is over.
        House.Opening(Instant("2027-03-02T13:00Z"), zones).ShouldBe(Instant("2027-03-02T16:00Z"));
        House.Opening(Instant("2027-03-03T01:00Z"), zones).ShouldBe(Instant("2027-03-03T16:00Z"));
        CountryZones.Find("united states").ShouldBe(zones);
        CountryZones.Find("Deutschland").ShouldBe([TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")]);
        CountryZones.Find("Nowhere").ShouldBeNull();
    }

    [Fact]
    public void Zones_that_are_never_open_at_once_have_no_opening() =>
        House
            .Opening(
                Instant("2027-03-02T12:00Z"),
                [TimeZoneInfo.CreateCustomTimeZone("west", TimeSpan.FromHours(-12), "west", "west"), TimeZoneInfo.Utc]
            )
            .ShouldBeNull();

    /// <summary>Against looking at the clock every minute, around every change of the clocks of zones with odd
    /// ones.</summary>
    [Theory]
    [InlineData("Europe/Berlin", 8, 20)]
    [InlineData("America/New_York", 2, 3)] // Opens in the hour that is skipped, and that comes twice.
    [InlineData("Australia/Lord_Howe", 2, 4)] // Half an hour.
    [InlineData("America/Sao_Paulo", 0, 1)]
    [InlineData("Africa/Cairo", 0, 5)] // Skips midnight.
    [InlineData("Asia/Tehran", 8, 20)]
    public void The_opening_is_the_first_minute_at_which_a_clock_there_shows_an_open_hour(
        string zoneId,
        int opens,
        int closes
    )
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        QuietHours hours = new(new TimeOnly(opens, 0), new TimeOnly(closes, 0), Weekend);
        var random = new Random(7);
        foreach (var change in ChangesOf(zone).Take(6))
            for (var round = 0; round < 12; round++)
            {
                var wanted = change.AddMinutes(random.Next(-3 * 1440, 1440));
                var byLooking = wanted;
                while (!IsOpen(byLooking, zone, opens, closes))
                    byLooking = byLooking.AddMinutes(1);
                hours.Opening(wanted, [zone]).ShouldBe(byLooking, $"{wanted:O} in {zoneId}");
            }
    }

    private static bool IsOpen(DateTimeOffset at, TimeZoneInfo zone, int opens, int closes)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return local.Hour >= opens && local.Hour < closes && !Weekend.Contains(local.DayOfWeek);
    }

    private static IEnumerable<DateTimeOffset> ChangesOf(TimeZoneInfo zone)
    {
        var at = new DateTimeOffset(2016, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var offset = zone.GetUtcOffset(at); at.Year < 2028; at = at.AddHours(1))
            if (zone.GetUtcOffset(at) is var now && now != offset)
            {
                offset = now;
                yield return at;
            }
    }

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
