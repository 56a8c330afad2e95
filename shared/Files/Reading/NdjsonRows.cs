using System.Text.Json;

namespace Platform.Files.Reading;

/// <summary>One JSON object a line. Nested objects become columns with a dot (<c>attributes.seats</c>), lists of plain
/// values one text with bars between.</summary>
public static class NdjsonRows
{
    private const int LongestLine = 1_000_000;
    private const char ByteOrderMark = (char)0xFEFF;

    public static IEnumerable<SourceRow> Read(TextReader reader)
    {
        var columns = new SourceColumns();
        var line = 0;
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (line == 1)
                text = text.TrimStart(ByteOrderMark);
            if (string.IsNullOrWhiteSpace(text))
                continue;
            yield return ReadLine(text, line, columns);
        }
    }

    private static SourceRow ReadLine(string text, int line, SourceColumns columns)
    {
        if (text.Length > LongestLine)
            return SourceRow.Faulty(
                line,
                columns,
                null,
                null,
                "line-too-long",
                $"The line has {text.Length} characters; at most {LongestLine} are read."
            );
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return SourceRow.Faulty(
                    line,
                    columns,
                    null,
                    text,
                    "not-an-object",
                    "Each line must be one JSON object, for example {\"externalId\":\"A-1\",\"name\":\"Example\"}."
                );

            var values = new List<string?>(columns.Names.Count);
            var numbers = new HashSet<int>();
            Flatten(document.RootElement, prefix: "", line, columns, values, numbers);
            var broken = values.FindIndex(value =>
                value is not null
                && (
                    value.Contains('\0', StringComparison.Ordinal) || value.Contains('\uFFFD', StringComparison.Ordinal)
                )
            );
            if (broken >= 0)
                return SourceRow.Faulty(
                    line,
                    columns,
                    columns.Names[broken],
                    values[broken]!.Replace("\0", "\\0", StringComparison.Ordinal),
                    TextDecoding.UndecodableCode,
                    values[broken]!.Contains('\0', StringComparison.Ordinal)
                        ? "The value has a zero character, which no text has. Remove it."
                        : TextDecoding.Advice
                );
            return new SourceRow(line, columns, values, numbers: numbers);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair parses as JSON but is no text.
            return SourceRow.Faulty(
                line,
                columns,
                null,
                null,
                TextDecoding.UndecodableCode,
                "A text has half of a surrogate pair (\\uD800 to \\uDFFF). Correct it."
            );
        }
        catch (JsonException notJson)
        {
            var column = (notJson.BytePositionInLine ?? 0) + 1;
            return SourceRow.Faulty(
                line,
                columns,
                null,
                text,
                "not-json",
                $"The line is not valid JSON at character {column}."
            );
        }
    }

    private static void Flatten(
        JsonElement element,
        string prefix,
        int line,
        SourceColumns columns,
        List<string?> values,
        HashSet<int> numbers
    )
    {
        foreach (var property in element.EnumerateObject())
        {
            var name = prefix + property.Name;
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                Flatten(property.Value, name + ".", line, columns, values, numbers);
                continue;
            }
            var position = columns.IndexOf(name);
            if (position < 0)
                position = columns.Add(name, line);
            while (values.Count <= position)
                values.Add(null);
            values[position] = TextOf(property.Value);
            if (property.Value.ValueKind == JsonValueKind.Number)
                numbers.Add(position);
        }
    }

    private static string TextOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Trim(),
            JsonValueKind.Null => "",
            JsonValueKind.Array => string.Join('|', value.EnumerateArray().Select(TextOf)),
            _ => value.GetRawText(),
        };
}
