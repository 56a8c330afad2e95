using System.Text;
using Platform.Cli.Imports.Reading;
using Platform.Cli.Imports.Recognition;

namespace Platform.Cli.Imports;

/// <param name="LineOffset">What to add to a line of the part to get the line of the file.</param>
public sealed record FilePart(byte[] Content, int LineOffset);

/// <summary>Cuts a file with more rows than the platform takes at once into several, each with the header.</summary>
public static class FileParts
{
    public const int MostRows = 100_000;

    public static IEnumerable<FilePart> Of(RecognisedFile file, byte[] content, int mostRows = MostRows)
    {
        // Every row takes a line at least, so few line ends mean few rows.
        if (content.AsSpan().Count((byte)'\n') <= mostRows)
            return [new(content, 0)];

        var isNdjson = SourceRows.IsNdjson(file.Path);
        using var text = new StreamReader(new MemoryStream(content), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var starts = isNdjson
            ? Enumerable.Range(1, content.AsSpan().Count((byte)'\n') + 1).ToList()
            : CsvText.Records(text, file.Fields.Delimiter).Select(record => record.Line).ToList();
        return Cut(content, starts, isNdjson ? 0 : 1, mostRows);
    }

    private static IEnumerable<FilePart> Cut(byte[] content, List<int> starts, int headers, int mostRows)
    {
        using var reader = new StreamReader(new MemoryStream(content), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var lines = reader.ReadToEnd().Split('\n');
        var firstData = headers == 0 ? 0 : starts[headers] - 1;
        var header = lines[..firstData];
        for (var row = headers; row < starts.Count; row += mostRows)
        {
            var from = starts[row] - 1;
            var until = row + mostRows < starts.Count ? starts[row + mostRows] - 1 : lines.Length;
            yield return new(Encoding.UTF8.GetBytes(string.Join('\n', header.Concat(lines[from..until]))), from - header.Length);
        }
    }
}
