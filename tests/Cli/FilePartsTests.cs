using System.Text;
using Platform.Cli.Imports;
using Platform.Cli.Imports.Recognition;
using Platform.Files.Reading;

namespace Platform.Cli.Tests;

public sealed class FilePartsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("accounts.csv", "id,name\n1,a\n2,\"b\nb\"\n\n3,c\n4,d\n5,e\n")]
    [InlineData(
        "accounts.ndjson",
        "{\"id\":1,\"name\":\"a\"}\n{\"id\":2}\n\n{\"id\":3,\"x\":{\"y\":[1,2]}}\n{\"id\":4.50}\n{\"id\":\"5\"}\n"
    )]
    public void Each_part_has_its_rows_as_they_are_on_the_lines_of_the_file(string name, string text)
    {
        var path = _directory.Write(name, text);
        var file = Recognition.Of(path, null, null).Files.Single();
        var whole = file.Rows().Select(Told).ToList();

        var parts = FileParts.Of(file, mostRows: 2).ToList();

        parts.Count.ShouldBe(3);
        parts.ShouldAllBe(part => part.IsRewritten && part.Format(file) == SourceFile.Ndjson);
        parts.SelectMany(part => Rows(part)).ShouldBe(whole);
    }

    [Fact]
    public void Rows_that_cannot_be_read_are_told_and_the_encoding_is_no_longer_the_files()
    {
        var path = _directory.File("people.csv");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes("nr;wer\n1;Ren\u00e9\n2\n3;Zo\u00eb\n"));
        var mapping = _directory.Write(
            "m.json",
            """
            {"kind":"contacts","encoding":"windows-1252","delimiter":";","columns":{"nr":"externalId","wer":"name"},
            "constants":{"account":"A"}}
            """.ReplaceLineEndings("")
        );
        var file = Recognition.Of(path, mapping, null).Files.Single();

        var parts = FileParts.Of(file, mostRows: 1).ToList();

        parts.SelectMany(part => Rows(part)).ShouldBe(["2 nr=1 wer=René", "4 nr=3 wer=Zoë"]);
        parts.SelectMany(part => part.Faults).ShouldHaveSingleItem().Line.ShouldBe(3);
        parts[0]
            .Mapping(file)
            .ShouldBe("""{"kind":"contacts","columns":{"nr":"externalId","wer":"name"},"constants":{"account":"A"}}""");
    }

    [Fact]
    public void A_file_that_fits_is_sent_as_it_is()
    {
        var file = Recognition.Of(_directory.Write("accounts.csv", "id\r\n1\r\n"), null, null).Files.Single();
        var part = FileParts.Of(file).Single();
        (Encoding.UTF8.GetString(part.Content), part.IsRewritten, part.Mapping(file)).ShouldBe(
            ("id\r\n1\r\n", false, null)
        );
    }

    private static List<string> Rows(FilePart part)
    {
        using var stream = new MemoryStream(part.Content);
        return [.. SourceFile.Read(stream, SourceFile.Ndjson, new SourceReading()).Select(Told)];
    }

    private static string Told(SourceRow row)
    {
        var values =
            from name in row.Columns.Names
            where row[name] is not null
            select $"{name}={row[name]}{(row.IsNumber(name) ? "#" : "")}";
        return $"{row.Line} {string.Join(' ', values)}";
    }
}
