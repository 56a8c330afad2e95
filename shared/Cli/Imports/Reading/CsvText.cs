namespace Platform.Cli.Imports.Reading;

/// <summary>Writes records by RFC 4180.</summary>
public static class CsvText
{
    public static string Record(IEnumerable<string> cells, char delimiter) =>
        string.Join(delimiter, cells.Select(cell => Written(cell, delimiter)));

    private static string Written(string cell, char delimiter) =>
        cell.AsSpan().IndexOfAny("\"\r\n") < 0 && !cell.Contains(delimiter)
            ? cell
            : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
