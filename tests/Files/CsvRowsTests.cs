using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Files.Reading;

namespace Platform.Files.Tests;

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

    public static TheoryData<string> Encodings =>
        ["utf-8", "utf-8-bom", "utf-16", "utf-16-bom", "utf-16be", "utf-16be-bom"];

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
        undeclared[0]
            .Fault.ShouldNotBeNull()
            .ShouldSatisfyAllConditions(
                fault => fault.Line.ShouldBe(2),
                fault => fault.Column.ShouldBe("name"),
                fault => fault.Code.ShouldBe("undecodable-text")
            );
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

        rows.Select(row => (row.Line, row.Fault?.Code))
            .ShouldBe([(2, null), (3, "wrong-field-count"), (4, "wrong-field-count"), (5, null)]);
    }

    [Fact]
    public void Text_behind_a_closing_quote_fails_only_its_row()
    {
        var rows = Rows.OfCsv("id,name\n1,\"Ann\"x\n2,5\" pipe\n3,Bob\n");

        rows.Select(row => row.Fault?.Code).ShouldBe(["bad-quotes", null, null]);
        rows[1]["name"].ShouldBe("5\" pipe");
    }

    [Fact]
    public void A_quote_that_never_closes_takes_nothing_of_the_rows_before_it()
    {
        var rows = Rows.OfCsv("id,name\n1,Ann\n2,Bob\n3,Cyd\n4,Dan\n5,Eve\n6,\"Fay\n7,Gus\n8,Hal\n");

        rows.Select(row => (row.Line, row["name"], row.Fault?.Code))
            .ShouldBe([
                (2, "Ann", null),
                (3, "Bob", null),
                (4, "Cyd", null),
                (5, "Dan", null),
                (6, "Eve", null),
                (7, null, "quote-never-closed"),
            ]);
        rows[^1].Fault!.Message.ShouldContain("line 7");
    }

    [Fact]
    public void A_header_with_a_quote_that_never_closes_hides_every_row()
    {
        var broken = Should.Throw<UnreadableFileException>(() => Rows.OfCsv("id,\"name\n1,Ann\n"));

        (broken.Line, broken.Code).ShouldBe((1, "quote-never-closed"));
    }

    [Theory]
    [InlineData("sep=;\r\nid;name\r\n1;Ann\r\n2;Bob\r\n", null)]
    [InlineData("\"sep=;\"\r\nid;name\r\n1;Ann\r\n2;Bob\r\n", null)]
    [InlineData("SEP=;\nid;name\n1;Ann\n2;Bob\n", ';')]
    [InlineData("\uFEFFsep=\t\r\nid\tname\r\n1\tAnn\r\n2\tBob", null)]
    public void The_line_that_names_the_delimiter_is_no_header(string text, char? declared)
    {
        foreach (
            var encoding in new Encoding[]
            {
                new UTF8Encoding(false),
                new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
            }
        )
        {
            var rows = Rows.Of(SourceFile.Csv, encoding.GetBytes(text), new SourceReading(Delimiter: declared));

            rows.Select(row => (row["id"], row["name"], row.Line)).ShouldBe([("1", "Ann", 3), ("2", "Bob", 4)]);
        }
    }

    [Fact]
    public void A_first_column_that_begins_like_that_line_is_a_column() =>
        Rows.OfCsv("sep,name\n1,Ann\n")[0]["sep"].ShouldBe("1");

    [Fact]
    public void A_name_that_two_columns_have_is_told_and_hides_neither()
    {
        var row = Rows.OfCsv("id,active,ID,active,active\n1,x,2,y,z\n").Single();

        row.Columns.Repeated.ShouldBe(["id", "active"], ignoreOrder: true);
        row.Columns.Names.ShouldBe(["id", "active", "ID (2)", "active (2)", "active (3)"]);
        (row["id"], row["ID (2)"], row["active (3)"]).ShouldBe(("1", "2", "z"));
    }

    [Theory]
    [InlineData("sep=;\na;b\n", "a", "b")]
    [InlineData("\n\na|b|c\n1|2|3\n", "a", "b", "c")]
    [InlineData("")]
    public void The_columns_are_known_without_a_row(string text, params string[] names)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        SourceFile.Columns(file, SourceFile.Csv, new SourceReading()).Names.ShouldBe(names);
    }

    [Fact]
    public void The_header_again_between_the_rows_is_passed_over() =>
        Rows.OfCsv("id,name\n1,Ann\nid,name\n2,Bob\n")
            .Select(row => (row.Line, row["id"]))
            .ShouldBe([(2, "1"), (4, "2")]);

    [Theory]
    [InlineData(SourceFile.Csv, "id,name\n1,Andr\u00E9\n2,Bob\n", "id,name\n1,")]
    [InlineData(SourceFile.Ndjson, "{\"id\":1,\"name\":\"Andr\u00E9\"}\n{\"id\":2,\"name\":\"Bob\"}\n", "{\"id\":1")]
    public void Every_format_reads_every_encoding_that_is_declared_or_can_be_told_and_refuses_the_rest_by_line(
        string format,
        string text,
        string start
    )
    {
        text.ShouldStartWith(start);
        var latin = Encoding.Latin1.GetBytes(text);

        Rows.Of(format, latin, new SourceReading(Encoding: "windows-1252"))
            .Select(row => row["name"])
            .ShouldBe(["André", "Bob"]);
        var undeclared = Rows.Of(format, latin, null);
        undeclared[0]
            .Fault.ShouldNotBeNull()
            .ShouldSatisfyAllConditions(
                fault => fault.Code.ShouldBe("undecodable-text"),
                fault => fault.Column.ShouldBe("name"),
                fault => fault.Line.ShouldBe(format == SourceFile.Csv ? 2 : 1),
                fault => fault.Message.ShouldContain("windows-1252")
            );
        undeclared[1]["name"].ShouldBe("Bob");
        foreach (var bigEndian in new[] { false, true })
        {
            foreach (var mark in new[] { false, true })
            {
                var encoding = new UnicodeEncoding(bigEndian, mark);
                byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];
                Rows.Of(format, bytes, null).Select(row => row["name"]).ShouldBe(["André", "Bob"]);
            }
        }
    }

    [Theory]
    [InlineData("", "no-header")]
    [InlineData("\r\n\r\n", "no-header")]
    public void A_file_without_a_usable_header_is_refused(string text, string code) =>
        Should.Throw<UnreadableFileException>(() => Rows.OfCsv(text)).Code.ShouldBe(code);

    [Fact]
    public void What_was_written_by_the_rules_is_read_back_with_exact_lines()
    {
        var cell = Gen.OneOf(
            Gen.Elements(
                "a",
                "b c",
                "x;y",
                "1,5",
                "say \"hi\"",
                "two\nlines",
                "three\r\nmore\r\nlines",
                "Ω",
                "12",
                "=1+1"
            ),
            Gen.Choose(0, 9999).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))
        );
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
                    text.Append(
                            string.Join(
                                file.delimiter,
                                row.Select(value => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")
                            )
                        )
                        .Append(file.lineEnd);
                }
                var read = Rows.OfCsv(text.ToString());
                return read.Select(row => row.Line).SequenceEqual(lines)
                    && read.Zip(file.rows)
                        .All(pair =>
                            pair.Second.SequenceEqual(new[] { pair.First["a"]!, pair.First["b"]!, pair.First["c"]! })
                        );
            })
            .QuickCheckThrowOnFailure();
    }
}
