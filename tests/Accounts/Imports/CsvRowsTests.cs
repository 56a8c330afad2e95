using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Accounts.Imports.Reading;

namespace Platform.Accounts.Tests.Imports;

public class CsvRowsTests
{
    [Theory]
    [InlineData("id,name\r\n1,Ann\r\n2,Bob\r\n")]
    [InlineData("id;name\n1;Ann\n2;Bob")]
    [InlineData("id\tname\n1\tAnn\n2\tBob\n")]
    [InlineData("id|name\r1|Ann\r2|Bob\r")]
    [InlineData("\uFEFFid,name\n1,Ann\n\n2,Bob\n")]
    [InlineData("\"id\", name \n 1 ,\"Ann\"\n2,Bob")]
    public void Reads_any_delimiter_and_line_ending(string text)
    {
        var rows = Rows.OfCsv(text);

        rows.Select(row => (row["id"], row["name"])).ShouldBe([("1", "Ann"), ("2", "Bob")]);
    }

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "utf-16", "utf-16-bom", "utf-16be", "utf-16be-bom"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Finds_out_the_encoding(string name)
    {
        Encoding encoding = name switch
        {
            "utf-8" => new UTF8Encoding(false),
            "utf-8-bom" => new UTF8Encoding(true),
            "utf-16" => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
            "utf-16-bom" => new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
            "utf-16be" => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
            _ => new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
        };
        byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes("id;name\r\n1;Žofie Čapková\r\n2;山田 太郎\r\n")];

        var rows = Rows.Of(SourceFile.Csv, bytes, null);

        rows.Select(row => row["name"]).ShouldBe(["Žofie Čapková", "山田 太郎"]);
        rows.ShouldAllBe(row => row.Fault == null);
    }

    [Fact]
    public void Reads_windows_1252_when_it_is_declared_and_reports_the_cell_when_it_is_not()
    {
        byte[] bytes = [.. "id,name\n1,Andr"u8, 0xE9, .. "\n2,Bob\n"u8];

        Rows.Of(SourceFile.Csv, bytes, new SourceReading(Encoding: "windows-1252"))[0]["name"].ShouldBe("André");
        var undeclared = Rows.Of(SourceFile.Csv, bytes, null);
        undeclared[0].Fault.ShouldNotBeNull().ShouldSatisfyAllConditions(
            fault => fault.Line.ShouldBe(2), fault => fault.Column.ShouldBe("name"), fault => fault.Code.ShouldBe("undecodable-text"));
        undeclared[1]["name"].ShouldBe("Bob");
    }

    [Fact]
    public void Counts_lines_through_quoted_line_breaks_and_blank_lines()
    {
        var rows = Rows.OfCsv("id,text\r\n1,\"one\r\ntwo\r\n\r\nfour\"\r\n\r\n2,x\r\n3,\"a\nb\"\n4,y");

        rows.Select(row => (row["id"], row.Line)).ShouldBe([("1", 2), ("2", 7), ("3", 8), ("4", 10)]);
    }

    [Fact]
    public void A_row_of_the_wrong_width_does_not_disturb_its_neighbours()
    {
        var rows = Rows.OfCsv("id,name\n1,Ann\n2,Bob,extra\n3\n4,Dan\n");

        rows.Select(row => (row.Line, row.Fault?.Code)).ShouldBe([(2, null), (3, "wrong-field-count"), (4, "wrong-field-count"), (5, null)]);
    }

    [Fact]
    public void Text_behind_a_closing_quote_fails_only_its_row()
    {
        var rows = Rows.OfCsv("id,name\n1,\"Ann\"x\n2,5\" pipe\n3,Bob\n");

        rows.Select(row => row.Fault?.Code).ShouldBe(["bad-quotes", null, null]);
        rows[1]["name"].ShouldBe("5\" pipe");
    }

    [Fact]
    public void A_quote_that_never_closes_names_the_line_it_opens_on()
    {
        var broken = Should.Throw<UnreadableFileException>(() => Rows.OfCsv("id,name\n1,Ann\n2,\"Bob\n3,Cyd\n4,Dan\n"));

        broken.Line.ShouldBe(3);
        broken.Code.ShouldBe("quote-never-closed");
    }

    [Theory]
    [InlineData("", "no-header")]
    [InlineData("\r\n\r\n", "no-header")]
    [InlineData("id,ID\n1,2", "repeated-column")]
    public void A_file_without_a_usable_header_is_refused(string text, string code) =>
        Should.Throw<UnreadableFileException>(() => Rows.OfCsv(text)).Code.ShouldBe(code);

    [Fact]
    public void What_was_written_by_the_rules_is_read_back_with_exact_lines()
    {
        var cell = Gen.OneOf(
            Gen.Elements("a", "b c", "x;y", "1,5", "say \"hi\"", "two\nlines", "three\r\nmore\r\nlines", "Ω", "12", "=1+1"),
            Gen.Choose(0, 9999).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var files =
            from lineEnd in Gen.Elements("\n", "\r\n")
            from delimiter in Gen.Elements(",", ";", "\t")
            from rows in Gen.ListOf(Gen.ArrayOf(cell, 3), 30)
            select (lineEnd, delimiter, rows);

        Prop.ForAll(files.ToArbitrary(), file =>
        {
            var text = new StringBuilder(string.Join(file.delimiter, "a", "b", "c") + file.lineEnd);
            var lines = new List<int>();
            foreach (var row in file.rows)
            {
                lines.Add(text.ToString().Count(character => character == '\n') + 1);
                text.Append(string.Join(file.delimiter, row.Select(value => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))).Append(file.lineEnd);
            }
            var read = Rows.OfCsv(text.ToString());
            return read.Select(row => row.Line).SequenceEqual(lines)
                && read.Zip(file.rows).All(pair => pair.Second.SequenceEqual(new[] { pair.First["a"]!, pair.First["b"]!, pair.First["c"]! }));
        }).QuickCheckThrowOnFailure();
    }
}
