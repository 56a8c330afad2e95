using FsCheck;
using FsCheck.Fluent;
using Platform.Cli.Imports.Reading;

namespace Platform.Cli.Tests;

public sealed class CsvTextTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        var cell = Gen.Elements("", "a", "b c", "1,5", "say \"so\"", "two\nlines", ";", "é", "\"");
        var record = Gen.ListOf(cell, 3).Select(cells => cells.ToArray());
        Prop.ForAll(record.ListOf(5).ToArbitrary(), records =>
        {
            var text = string.Join("\r\n", records.Select(cells => CsvText.Record([.. cells, "end"], ',')));
            CsvText.Records(new StringReader(text), ',').Select(read => read.Cells).ShouldBe(records.Select(cells => cells.Append("end").ToArray()));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Lines_are_those_of_the_file_over_blank_lines_and_quoted_line_ends()
    {
        var text = "id,text\n\n1,\"a\nb\"\n2,c\n\n\n3,d";
        CsvText.Records(new StringReader(text), null).Select(record => (record.Line, record.Cells[0])).ShouldBe([(1, "id"), (3, "1"), (5, "2"), (8, "3")]);
    }

    [Theory]
    [InlineData("a;b;c", ';')]
    [InlineData("a\tb", '\t')]
    [InlineData("\"a,b,c\"|d", '|')]
    [InlineData("single", ',')]
    public void The_header_gives_the_delimiter_away(string header, char expected) => CsvText.Delimiter(header).ShouldBe(expected);
}
