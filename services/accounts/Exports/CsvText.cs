using System.Buffers;
using System.Globalization;

namespace Platform.Accounts.Exports;

/// <summary>Cells of exported CSV. A text that a spreadsheet would take for a formula gets an apostrophe in front.</summary>
public static class CsvText
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create("\",;\r\n\t");

    public static string Row(params IEnumerable<object?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    public static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            string given => Harmless(given),
            bool truth => truth ? "true" : "false",
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => Harmless(value.ToString() ?? ""),
        };
        return text.AsSpan().IndexOfAny(NeedsQuotes) >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    // Spreadsheets run what starts with these, also behind blanks; a plain negative number is none of it, but numbers do not come here as text.
    private static string Harmless(string text)
    {
        var start = text.AsSpan().TrimStart(' ');
        return start.Length > 0 && start[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '|' or '%' ? "'" + text : text;
    }
}
