using System.Text;
using Platform.Cli.Imports;
using Platform.Cli.Imports.Reading;
using Platform.Cli.Imports.Recognition;

namespace Platform.Cli.Tests;

public sealed class FilePartsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("accounts.csv", "id,name\n1,a\n2,\"b\nb\"\n\n3,c\n4,d\n5,e\n")]
    [InlineData("accounts.ndjson", "{\"id\":1}\n{\"id\":2}\n{\"id\":3}\n{\"id\":4}\n{\"id\":5}\n")]
    public void Each_part_has_the_header_and_leads_back_to_the_files_lines(string name, string text)
    {
        var path = _directory.Write(name, text);
        var file = Recognition.Of(path, null, null).Files.Single();
        var whole = file.Rows().Select(row => (row.Line, row["id"])).ToList();

        var parts = FileParts.Of(file, Encoding.UTF8.GetBytes(text), mostRows: 2).ToList();

        parts.Count.ShouldBe(3);
        parts.SelectMany((part, number) =>
        {
            var piece = _directory.Write($"part-{number}{Path.GetExtension(name)}", Encoding.UTF8.GetString(part.Content));
            return SourceRows.Of(piece).Select(row => (row.Line + part.LineOffset, row["id"]));
        }).ShouldBe(whole);
    }

    [Fact]
    public void A_file_that_fits_is_sent_as_it_is()
    {
        var bytes = "id\r\n1\r\n"u8.ToArray();
        var file = Recognition.Of(_directory.Write("accounts.csv", "id\r\n1\r\n"), null, null).Files.Single();
        FileParts.Of(file, bytes).Single().Content.ShouldBeSameAs(bytes);
    }
}
