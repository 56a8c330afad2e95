using System.Buffers;
using System.Globalization;
using System.Text;

namespace Platform.ServiceKit.Http;

/// <summary>Cells of exported CSV. A text that a spreadsheet would take for a formula gets an apostrophe in
/// front.</summary>
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
            DateTimeOffset instant => instant.UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
                CultureInfo.InvariantCulture
            ),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => Harmless(value.ToString() ?? ""),
        };
        return text.AsSpan().IndexOfAny(NeedsQuotes) >= 0
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }

    private static string Harmless(string text) => StartsFormula(text) ? "'" + text : text;

    /// <summary>
    /// Spreadsheets run what starts with one of these signs, also behind blanks of any kind and characters that nobody
    /// sees, and some in their full-width forms. A plain negative number is none of it, but numbers do not come here as
    /// text.
    /// </summary>
    private static bool StartsFormula(string text)
    {
        foreach (var letter in text)
        {
            if (char.IsControl(letter))
                return true;
            if (
                char.GetUnicodeCategory(letter)
                is UnicodeCategory.SpaceSeparator
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.Format
            )
                continue;
            if (char.IsSurrogate(letter))
                return false;
            return letter.ToString().Normalize(NormalizationForm.FormKC)
                is "="
                    or "+"
                    or "-"
                    or "\u2212"
                    or "@"
                    or "|"
                    or "%";
        }

        return false;
    }
}
