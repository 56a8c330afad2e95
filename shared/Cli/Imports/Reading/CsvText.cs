using System.Text;

namespace Platform.Cli.Imports.Reading;

/// <summary>RFC 4180 with what occurs besides: other delimiters, LF alone, blanks after the last quote, a quote inside an unquoted cell.</summary>
public static class CsvText
{
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>The delimiter that the header has most of outside quotes.</summary>
    public static char Delimiter(string header)
    {
        var isQuoted = false;
        var counts = new int[Delimiters.Length];
        foreach (var letter in header)
        {
            isQuoted ^= letter == '"';
            var which = Array.IndexOf(Delimiters, letter);
            if (!isQuoted && which >= 0)
                counts[which]++;
        }

        return Delimiters[Array.IndexOf(counts, counts.Max())];
    }

    /// <summary>The records with the line on which each starts, from 1. Blank lines are passed over.</summary>
    public static IEnumerable<(int Line, string[] Cells)> Records(TextReader text, char? delimiter)
    {
        var line = 0;
        var cells = new List<string>();
        while (text.ReadLine() is { } first)
        {
            var start = ++line;
            if (first.Length == 0)
                continue;
            delimiter ??= Delimiter(first);
            cells.Clear();
            var rest = first;
            var at = 0;
            while (at <= rest.Length)
            {
                if (at < rest.Length && rest[at] == '"')
                    (rest, at) = Quoted(text, rest, at + 1, delimiter.Value, cells, ref line);
                else
                {
                    var end = rest.IndexOf(delimiter.Value, at);
                    end = end < 0 ? rest.Length : end;
                    cells.Add(rest[at..end]);
                    at = end + 1;
                }
            }

            yield return (start, cells.ToArray());
        }
    }

    /// <summary>Reads one quoted cell, over line ends if need be; returns what is left and where the next cell starts.</summary>
    private static (string Text, int Next) Quoted(TextReader text, string rest, int at, char delimiter, List<string> cells, ref int line)
    {
        var cell = new StringBuilder();
        while (true)
        {
            var quote = rest.IndexOf('"', at);
            if (quote < 0)
            {
                cell.Append(rest, at, rest.Length - at);
                // The quote is never closed: what was read is the cell, and the count of cells will tell.
                if (text.ReadLine() is not { } more)
                {
                    cells.Add(cell.ToString());
                    return (rest, rest.Length + 1);
                }

                line++;
                cell.Append('\n');
                (rest, at) = (more, 0);
                continue;
            }

            cell.Append(rest, at, quote - at);
            if (quote + 1 < rest.Length && rest[quote + 1] == '"')
            {
                cell.Append('"');
                at = quote + 2;
                continue;
            }

            var end = rest.IndexOf(delimiter, quote + 1);
            cells.Add(cell.ToString());
            return (rest, end < 0 ? rest.Length + 1 : end + 1);
        }
    }

    public static string Record(IEnumerable<string> cells, char delimiter) => string.Join(delimiter, cells.Select(cell => Written(cell, delimiter)));

    private static string Written(string cell, char delimiter) =>
        cell.AsSpan().IndexOfAny("\"\r\n") < 0 && !cell.Contains(delimiter) ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
