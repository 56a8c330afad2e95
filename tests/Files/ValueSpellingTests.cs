using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Platform.Files.Values;

namespace Platform.Files.Tests;

public class ValueSpellingTests
{
    private static ColumnFinding Detect(string type, params string[] values)
    {
        var detection = new ColumnDetection("x", type);
        foreach (var value in values)
            detection.Observe(value);
        return detection.Conclude();
    }

    [Theory]
    [InlineData("YYYY-MM-DD", "2024-10-16", "2023-07-28 03:00:00", "2024-02-29T12:00:00Z")]
    [InlineData("DD-MM-YYYY", "16-10-2024", "01-02-2024")]
    [InlineData("MM-DD-YYYY", "10-16-2024", "01-02-2024")]
    [InlineData("DD/MM/YYYY", "16/10/2024 14:30", "1/2/2024 9:05")]
    [InlineData("MM/DD/YYYY", "10/16/2024 2:30 PM")]
    [InlineData("DD.MM.YYYY", "16.10.2024")]
    [InlineData("DD MMM YYYY", "16 Oct 2024", "5 May 2024")]
    public void Detects_how_dates_are_written(string format, params string[] values) =>
        Detect(ColumnFinding.Date, values).Format.ShouldBe(format);

    [Fact]
    public void Dates_that_read_both_ways_ask_for_confirmation()
    {
        var finding = Detect(ColumnFinding.Date, "01-02-2024", "03-04-2024", "11-12-2023");

        finding.NeedsConfirmation.ShouldBeTrue();
        finding.Candidates.ShouldBe(["DD-MM-YYYY", "MM-DD-YYYY"]);
    }

    [Fact]
    public void A_few_wrong_dates_do_not_sway_the_detection()
    {
        var values = Enumerable
            .Range(1, 28)
            .Select(day => $"{day:00}-03-2024")
            .Append("soon")
            .Append("2024-03-31")
            .Append("31-02-2024");

        Detect(ColumnFinding.Date, [.. values]).Format.ShouldBe("DD-MM-YYYY");
    }

    [Theory]
    [InlineData("true/false", "TRUE", "False", "")]
    [InlineData("yes/no", "Yes", "no")]
    [InlineData("1/0", "1", "0")]
    [InlineData("ja/nein", "Ja", "NEIN")]
    public void Detects_the_words_for_yes_and_no(string name, params string[] values) =>
        Detect(ColumnFinding.Boolean, values).Format.ShouldBe(name);

    [Theory]
    [InlineData(".", "1,234.56", "7")]
    [InlineData(",", "1.234,56", "7")]
    [InlineData(",", "12,5")]
    [InlineData(".", "0.125", "0.250")]
    [InlineData(",", "0,125", "0,250")]
    [InlineData(".", "1.234", "7.5")]
    [InlineData(",", "1.500", "1.234.567")]
    [InlineData(".", "1200")]
    public void Detects_the_decimal_separator(string separator, params string[] values) =>
        Detect(ColumnFinding.Decimal, values).Format.ShouldBe(separator);

    [Theory]
    [InlineData("1,234", "17")]
    [InlineData("1.500", "12.000", "2.250")]
    [InlineData("-1.500", "950")]
    [InlineData("100.000")]
    public void Three_digits_behind_the_only_mark_of_every_value_ask_for_confirmation(params string[] values)
    {
        var finding = Detect(ColumnFinding.Decimal, values);

        finding.NeedsConfirmation.ShouldBeTrue();
        finding.Candidates.ShouldBe([".", ","]);
    }

    [Fact]
    public void Amounts_in_German_without_decimals_are_never_read_a_thousand_times_too_small_without_a_question()
    {
        var german = CultureInfo.GetCultureInfo("de-DE");
        var amounts = Gen.NonEmptyListOf(
            Gen.OneOf(
                Gen.Choose(0, 999),
                Gen.Choose(1_000, 999_999),
                Gen.Choose(1_000_000, 2_000_000_000),
                Gen.Choose(-5_000_000, 0)
            )
        );
        Prop.ForAll(amounts.ToArbitrary(), given =>
            {
                var values = given.Select(amount => amount.ToString("#,##0", german)).ToArray();
                var finding = Detect(ColumnFinding.Decimal, values);
                if (finding.NeedsConfirmation)
                    return true;
                var format = finding.Format == "," ? NumberFormat.Comma : NumberFormat.Point;
                return values.Zip(given).All(pair => format.TryParse(pair.First, out var read) && read == pair.Second);
            })
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(".", "1,200")]
    [InlineData(",", "1.250")]
    [InlineData(null, "12,000")]
    [InlineData(null, "12.000", "7")]
    [InlineData(".", "250.0", "12.000")]
    [InlineData(".", "3", "4")]
    public void Of_whole_numbers_a_reading_with_a_fraction_is_none(string? separator, params string[] values)
    {
        var detection = new ColumnDetection("x", ColumnFinding.Decimal, whole: true);
        foreach (var value in values)
            detection.Observe(value);

        detection.Conclude().Format.ShouldBe(separator);
    }

    [Theory]
    [InlineData("1,234,567.80", "1234567.80")]
    [InlineData("-12", "-12")]
    [InlineData("1 234.5", "1234.5")]
    [InlineData("1.5E2", "150")]
    [InlineData("0.1", "0.1")]
    public void Reads_numbers(string text, string expected)
    {
        NumberFormat.Point.TryParse(text, out var number).ShouldBeTrue();
        number.ShouldBe(decimal.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("12,34.5")]
    [InlineData("1,2345")]
    [InlineData("1.2.3")]
    [InlineData("€ 5")]
    [InlineData("--1")]
    [InlineData("12-")]
    [InlineData(",5")]
    [InlineData("0,500")]
    [InlineData("")]
    public void Refuses_what_is_no_number(string text) => NumberFormat.Point.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Numbers_written_with_marks_are_read_back()
    {
        var numbers =
            from units in Gen.Choose(-2_000_000_000, 2_000_000_000)
            from hundredths in Gen.Choose(0, 99)
            select units + (units < 0 ? -hundredths : hundredths) / 100m;
        Prop.ForAll(numbers.ToArbitrary(), number =>
            {
                var english = number.ToString("#,##0.00", CultureInfo.GetCultureInfo("en-US"));
                var german = number.ToString("#,##0.00", CultureInfo.GetCultureInfo("de-DE"));
                return NumberFormat.Point.TryParse(english, out var fromEnglish)
                    && fromEnglish == number
                    && NumberFormat.Comma.TryParse(german, out var fromGerman)
                    && fromGerman == number;
            })
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_detectable_date_format_reads_back_what_it_writes()
    {
        var cases =
            from day in Gen.Choose(0, 100_000)
            from format in Gen.Elements(DateFormat.Detectable.ToArray())
            select (Date: new DateOnly(1900, 1, 1).AddDays(day), format);
        Prop.ForAll(cases.ToArbitrary(), it =>
            {
                var pattern = it.format.Name.Replace('D', 'd').Replace('Y', 'y');
                return it.format.TryParseDate(
                        it.Date.ToString(pattern, CultureInfo.InvariantCulture),
                        null,
                        out var read
                    )
                    && read == it.Date;
            })
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("2024-07-01 12:00:00", "2024-07-01T10:00:00Z")]
    [InlineData("2024-03-31 02:30:00", "2024-03-31T01:30:00Z")]
    [InlineData("2024-07-01T12:00:00+05:30", "2024-07-01T06:30:00Z")]
    [InlineData("2024-01-01", "2023-12-31T23:00:00Z")]
    public void Instants_without_an_offset_are_read_in_the_declared_zone(string text, string expected)
    {
        DateFormat
            .Iso.TryParse(text, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), out var instant)
            .ShouldBeTrue();
        instant.ShouldBe(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("DD/MM/YY", "16/10/24")]
    [InlineData("yyyy-MM-dd", "2024-10-16")]
    [InlineData("YYYY.MM.DD", "2024.10.16")]
    public void Takes_declared_formats(string declared, string text)
    {
        DateFormat.Declared(declared).ShouldNotBeNull().TryParseDate(text, null, out var date).ShouldBeTrue();
        date.ShouldBe(new DateOnly(2024, 10, 16));
    }

    [Theory]
    [InlineData("HH:mm")]
    [InlineData("MM/YYYY")]
    [InlineData("quarter")]
    public void Refuses_declared_formats_without_day_month_and_year(string declared) =>
        DateFormat.Declared(declared).ShouldBeNull();
}
