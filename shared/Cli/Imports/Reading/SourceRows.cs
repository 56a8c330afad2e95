using System.Text;
using System.Text.Json;

namespace Platform.Cli.Imports.Reading;

/// <summary>Reads the rows of a CSV or NDJSON file one by one.</summary>
public static class SourceRows
{
    private const int RowsThatNameColumns = 50;

    public static bool IsReadable(string path) => IsNdjson(path) || path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    public static bool IsNdjson(string path) =>
        path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);

    /// <summary>The names of the columns; of NDJSON those of the first rows, since a row leaves out what it does not have.</summary>
    public static IReadOnlyList<string> Header(string path, char? delimiter = null)
    {
        if (IsNdjson(path))
            return [.. Ndjson(path).Take(RowsThatNameColumns).SelectMany(row => row.Cells.Keys).Distinct(StringComparer.Ordinal)];

        using var text = Open(path);
        return CsvText.Records(text, delimiter).Select(record => record.Cells.Select(name => name.Trim()).ToArray()).FirstOrDefault() ?? [];
    }

    public static IEnumerable<SourceRow> Of(string path, char? delimiter = null) => IsNdjson(path) ? Ndjson(path) : Csv(path, delimiter);

    /// <summary>The text of a file in UTF-8, or what its first bytes say.</summary>
    internal static StreamReader Open(string path) => new(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);

    private static IEnumerable<SourceRow> Csv(string path, char? delimiter)
    {
        using var text = Open(path);
        var nothing = new Dictionary<string, string>();
        string[]? header = null;
        foreach (var (line, cells) in CsvText.Records(text, delimiter))
        {
            if (header is null)
            {
                header = [.. cells.Select(name => name.Trim())];
                continue;
            }

            if (cells.Length != header.Length)
            {
                yield return new(line, nothing, FormattableString.Invariant($"has {cells.Length} cells where the header has {header.Length}"));
                continue;
            }

            var row = new Dictionary<string, string>(header.Length, StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < header.Length; i++)
                row[header[i]] = cells[i].Trim();
            yield return new(line, row);
        }
    }

    private static IEnumerable<SourceRow> Ndjson(string path)
    {
        var nothing = new Dictionary<string, string>();
        var line = 0;
        foreach (var text in File.ReadLines(path))
        {
            line++;
            if (!string.IsNullOrWhiteSpace(text))
                yield return Parsed(line, text, nothing);
        }
    }

    private static SourceRow Parsed(int line, string text, Dictionary<string, string> nothing)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return new(line, nothing, "is not a JSON object");
            var row = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var member in document.RootElement.EnumerateObject())
                row[member.Name] = Text(member.Value);
            return new(line, row);
        }
        catch (JsonException broken)
        {
            return new(line, nothing, $"is not JSON ({broken.Message})");
        }
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.Array => string.Join(';', value.EnumerateArray().Select(Text)),
        _ => value.ToString(),
    };
}
