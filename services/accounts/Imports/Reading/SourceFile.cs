namespace Platform.Accounts.Imports.Reading;

/// <summary>How the file is to be read; what is null is detected.</summary>
public sealed record SourceReading(string? Encoding = null, char? Delimiter = null);

/// <summary>Rows of an import file, one after the other, so that a file of any size takes the same memory.</summary>
public static class SourceFile
{
    public const string Csv = "csv";
    public const string Ndjson = "ndjson";

    /// <exception cref="UnreadableFileException">The file has no header, or goes wrong in a way that hides the rows behind it.</exception>
    public static IEnumerable<SourceRow> Read(Stream stream, string format, SourceReading reading)
    {
        stream.Position = 0;
        return format switch
        {
            Csv => CsvRows.Read(TextDecoding.Open(stream, reading.Encoding), reading.Delimiter),
            Ndjson => NdjsonRows.Read(TextDecoding.Open(stream, reading.Encoding)),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Known formats: csv, ndjson."),
        };
    }
}
