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

    // Spreadsheets run what starts with these, their full-width forms among them, also behind what is not seen:
    // blanks of any
    // kind, a byte order mark, joiners. A plain negative number is none of it, but numbers do not come here as text.
    private const string Starts = "=+-@|%\uFF1D\uFF0B\uFF0D\uFF20\u2212";

    private static string Harmless(string text)
    {
        foreach (var letter in text)
        {
            if (letter is '\t' or '\r' or '\n' || Starts.Contains(letter, StringComparison.Ordinal)) return "'" + text;
            if (!char.IsWhiteSpace(letter) && !char.IsControl(letter)
                && char.GetUnicodeCategory(letter) != UnicodeCategory.Format) return text;
        }
        return text;
    }
}
