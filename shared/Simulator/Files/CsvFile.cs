using System.Globalization;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace Platform.Simulator.Files;

/// <summary>RFC 4180 with a header: the same names and spellings as the JSON; lists are joined with a
/// semicolon.</summary>
internal static class CsvFile
{
    public static async Task<long> WriteAsync<T>(
        Stream stream,
        IEnumerable<T> rows,
        JsonTypeInfo<T> shape,
        CancellationToken ct
    )
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), 64 * 1024, leaveOpen: true)
        {
            NewLine = "\r\n",
        };
        var columns = shape.Properties.Where(property => property.Get is not null).ToArray();
        await writer.WriteLineAsync(string.Join(',', columns.Select(column => column.Name)));
        var count = 0L;
        var line = new StringBuilder();
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            line.Clear().AppendJoin(',', columns.Select(column => Quoted(Text(column.Get!(row!)))));
            await writer.WriteLineAsync(line, ct);
            count++;
        }

        return count;
    }

    private static string Text(object? value) =>
        value switch
        {
            null => "",
            string text => text,
            bool flag => flag ? "true" : "false",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset instant => instant.UtcDateTime.ToString(
                InstantConverter.Format,
                CultureInfo.InvariantCulture
            ),
            IEnumerable<string> list => string.Join(';', list),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
