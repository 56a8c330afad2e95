using FsCheck;
using FsCheck.Fluent;
using Platform.ServiceKit.Organisation;

namespace Platform.Accounts.Tests.Calendar;

public class BusinessCalendarTests
{
    private static readonly BusinessCalendar Berlin = new(
        TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
        new HashSet<DayOfWeek> { DayOfWeek.Saturday, DayOfWeek.Sunday },
        new HashSet<DateOnly> { new(2026, 12, 25), new(2027, 1, 1) }
    );

    [Theory]
    [InlineData("2026-12-18", 1, "2026-12-21")]
    [InlineData("2026-12-22", 4, "2026-12-29")]
    [InlineData("2026-12-19", 1, "2026-12-21")]
    [InlineData("2026-12-31", 1, "2027-01-04")]
    [InlineData("2026-12-19", 0, "2026-12-19")]
    public void Business_days_skip_weekends_and_holidays(string from, int days, string expected) =>
        Berlin
            .Add(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), days)
            .ShouldBe(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-12-24", "2026-12-24")]
    [InlineData("2026-12-25", "2026-12-28")]
    [InlineData("2026-12-26", "2026-12-28")]
    public void A_date_without_business_moves_to_the_next_business_day(string date, string expected) =>
        Berlin
            .OnOrAfter(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Adding_and_counting_agree()
    {
        var cases =
            from offset in Gen.Choose(0, 800)
            from days in Gen.Choose(0, 60)
            select (From: new DateOnly(2026, 1, 1).AddDays(offset), days);
        Prop.ForAll(cases.ToArbitrary(), it =>
            {
                var to = Berlin.Add(it.From, it.days);
                return Berlin.Between(it.From, to) == it.days
                    && Berlin.Between(to, it.From) == -it.days
                    && (it.days == 0 || Berlin.IsBusinessDay(to));
            })
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Dates_are_those_of_the_organisations_time_zone()
    {
        Berlin.DateOf(new DateTimeOffset(2026, 7, 1, 22, 30, 0, TimeSpan.Zero)).ShouldBe(new DateOnly(2026, 7, 2));
        Berlin.EndOf(new DateOnly(2026, 7, 1)).ShouldBe(new DateTimeOffset(2026, 7, 1, 21, 59, 59, 999, TimeSpan.Zero));
    }

    [Fact]
    public void A_calendar_without_business_days_is_found_out()
    {
        var never = new BusinessCalendar(
            TimeZoneInfo.Utc,
            Enum.GetValues<DayOfWeek>().ToHashSet(),
            new HashSet<DateOnly>()
        );
        Should.Throw<InvalidOperationException>(() => never.Add(new DateOnly(2026, 1, 1), 1));
    }
}
