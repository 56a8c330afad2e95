using Platform.Cli.Imports.Reading;

namespace Platform.Cli.Tests;

public sealed class DateSpellingTests
{
    [Theory]
    [InlineData("YYYY-MM-DD", "2024-02-28", 2, "2024-03-01")]
    [InlineData("YYYY-MM-DD", "2024-02-28 03:00:00", 1, "2024-02-29 03:00:00")]
    [InlineData("YYYY-MM-DD", "2024-02-28T03:00:00.125Z", 1, "2024-02-29T03:00:00.125Z")]
    [InlineData("DD/MM/YYYY", "28/2/2024", 1, "29/02/2024")]
    [InlineData("DD.MM.YYYY", "31.12.2024", 1, "01.01.2025")]
    [InlineData("YYYYMMDD", "20241231", 1, "20250101")]
    [InlineData("DD MMM YYYY", "31 Dec 2024", 1, "1 Jan 2025")]
    [InlineData("YYYY-MM-DD", "soon", 1, "soon")]
    public void A_shifted_date_keeps_its_spelling(string spelling, string text, int days, string expected) =>
        new DateSpelling(spelling).Shift(text, days).ShouldBe(expected);

    [Theory]
    [InlineData("DD/MM/YYYY", "03/04/2024", "25/12/2024")]
    [InlineData("MM/DD/YYYY", "03/04/2024", "12/25/2024")]
    [InlineData("YYYY-MM-DD", "2024-12-25T10:00:00Z", "")]
    [InlineData("YYYYMMDD", "20241225")]
    public void The_spelling_is_found_by_what_fits_all(string expected, params string[] values) => DateSpelling.Detect(values)!.Name.ShouldBe(expected);

    [Fact]
    public void Two_spellings_that_fit_as_well_are_not_chosen_between() => DateSpelling.Detect(["03/04/2024", "05/06/2024"]).ShouldBeNull();
}
