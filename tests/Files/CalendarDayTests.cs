using System.Globalization;
using Platform.Files.Values;

namespace Platform.Files.Tests;

/// <summary>Which day a date and time with an offset is: the one of the declared zone, else the one that is
/// written.</summary>
public class CalendarDayTests
{
    // Around the end of a month, and on both days on which Berlin's clocks change (29 March and 25 October 2026).
    public static TheoryData<string, string?, string> Days =>
        new()
        {
            { "2026-04-01T00:30:00+02:00", null, "2026-04-01" },
            { "2026-04-01T00:30:00+02:00", "Europe/Berlin", "2026-04-01" },
            { "2026-04-01T00:30:00+02:00", "UTC", "2026-03-31" },
            { "2026-04-01T00:30:00+02:00", "America/New_York", "2026-03-31" },
            { "2026-03-31T22:30:00Z", null, "2026-03-31" },
            { "2026-03-31T22:30:00Z", "Europe/Berlin", "2026-04-01" },
            { "2026-03-31T22:30:00z", "Europe/Berlin", "2026-04-01" },
            { "2026-03-31T22:30:00Z", "Pacific/Kiritimati", "2026-04-01" },
            { "2026-03-31T23:30:00-05:00", null, "2026-03-31" },
            { "2026-03-31T23:30:00-05:00", "Europe/Berlin", "2026-04-01" },
            { "2026-04-01 00:30", null, "2026-04-01" },
            { "2026-04-01 00:30", "Europe/Berlin", "2026-04-01" },
            { "2026-04-01 00:30", "America/New_York", "2026-04-01" },
            { "2026-04-01", "Pacific/Kiritimati", "2026-04-01" },
            { "2026-03-28T23:30:00Z", "Europe/Berlin", "2026-03-29" },
            { "2026-03-29T21:59:00Z", "Europe/Berlin", "2026-03-29" },
            { "2026-03-29T22:00:00Z", "Europe/Berlin", "2026-03-30" },
            { "2026-03-29T02:30:00", "Europe/Berlin", "2026-03-29" },
            { "2026-10-24T22:00:00Z", "Europe/Berlin", "2026-10-25" },
            { "2026-10-25T22:59:00Z", "Europe/Berlin", "2026-10-25" },
            { "2026-10-25T23:00:00Z", "Europe/Berlin", "2026-10-26" },
            { "2026-10-25T00:30:00+02:00", null, "2026-10-25" },
            { "2024-02-29T23:59:59.999-11:00", null, "2024-02-29" },
            { "2024-02-29T23:59:59.999-11:00", "UTC", "2024-03-01" },
        };

    [Theory]
    [MemberData(nameof(Days))]
    public void The_day_is_the_one_of_the_declared_zone_else_the_one_that_is_written(
        string text,
        string? zone,
        string expected
    )
    {
        var declared = zone is null ? null : TimeZoneInfo.FindSystemTimeZoneById(zone);

        DateFormat.Iso.TryParseDate(text, declared, out var day).ShouldBeTrue();

        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture).ShouldBe(expected);
    }

    [Theory]
    [InlineData("epoch", "1704067200", "2024-01-01T00:00:00Z")]
    [InlineData("epoch", "1704067199.5", "2023-12-31T23:59:59.5Z")]
    [InlineData("epoch-ms", "1704067200000", "2024-01-01T00:00:00Z")]
    [InlineData("excel", "45292", "2023-12-31T23:00:00Z")]
    [InlineData("excel", "45292.5", "2024-01-01T11:00:00Z")]
    [InlineData("YYYY-MM-DD UTC", "2024-01-01 00:00:00 UTC", "2024-01-01T00:00:00Z")]
    [InlineData("YYYY-MM-DD UTC", "2022-09-22 23:49:02.617000 UTC", "2022-09-22T23:49:02.617Z")]
    [InlineData("DD/MM/YY UTC", "31/12/23 23:30 utc", "2023-12-31T23:30:00Z")]
    public void Spellings_that_have_to_be_declared_give_the_instant_in_the_declared_zone(
        string format,
        string text,
        string expected
    )
    {
        DateFormat
            .Declared(format)
            .ShouldNotBeNull()
            .TryParse(text, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), out var instant)
            .ShouldBeTrue();
        instant.ShouldBe(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("epoch", "45292e3")]
    [InlineData("epoch", "2024-01-01")]
    [InlineData("epoch", "99999999999")]
    [InlineData("excel", "1704067200")]
    [InlineData("excel", "-5")]
    [InlineData("YYYY-MM-DD UTC", "2024-01-01 00:00:00")]
    public void A_declared_spelling_takes_nothing_else(string format, string text) =>
        DateFormat.Declared(format)!.TryParse(text, TimeZoneInfo.Utc, out _).ShouldBeFalse();

    [Theory]
    [InlineData("45292")]
    [InlineData("1704067200")]
    [InlineData("2024-01-01 00:00:00 UTC")]
    public void What_is_not_declared_is_no_date(string text) =>
        DateFormat.Detectable.ShouldAllBe(format => !Reads(format, text));

    [Theory]
    [InlineData("YYYY-MM-DD", "2024-02-28", 2, "2024-03-01")]
    [InlineData("YYYY-MM-DD", "2024-02-28 03:00:00", 1, "2024-02-29 03:00:00")]
    [InlineData("YYYY-MM-DD", "2024-02-28T03:00:00.125Z", 1, "2024-02-29T03:00:00.125Z")]
    [InlineData("YYYY-MM-DD", "2024-02-28T03:00:00+02:00", 1, "2024-02-29T03:00:00+02:00")]
    [InlineData("DD/MM/YYYY", "28/2/2024", 1, "29/02/2024")]
    [InlineData("MM/DD/YYYY", "2/28/2024 2:30 PM", 1, "02/29/2024 2:30 PM")]
    [InlineData("DD.MM.YYYY", "31.12.2024", 1, "01.01.2025")]
    [InlineData("YYYYMMDD", "20241231", 1, "20250101")]
    [InlineData("DD MMM YYYY", "31 Dec 2024", 1, "1 Jan 2025")]
    [InlineData("YYYY-MM-DD UTC", "2024-02-28 03:00:00 UTC", 1, "2024-02-29 03:00:00 UTC")]
    [InlineData("epoch", "1704067200", 1, "1704153600")]
    [InlineData("excel", "45292.5", 1, "45293.5")]
    [InlineData("YYYY-MM-DD", "soon", 1, "soon")]
    public void A_shifted_date_keeps_its_spelling(string format, string text, int days, string expected) =>
        DateFormat.Declared(format)!.Shift(text, days).ShouldBe(expected);

    private static bool Reads(DateFormat format, string text) => format.TryParse(text, TimeZoneInfo.Utc, out _);
}
