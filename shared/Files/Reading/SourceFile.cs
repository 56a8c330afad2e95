namespace Platform.Files.Reading;

/// <summary>Rows of a file, one after the other, so that a file of any size takes the same memory.</summary>
public static class SourceFile
{
    public const string Csv = "csv";
    public const string Ndjson = "ndjson";

    /// <summary>The format that a Content-Type stands for; null: none of the two.</summary>
    public static string? FormatOf(string? contentType) =>
        contentType?.Split(';')[0].Trim().ToLowerInvariant() switch
        {
            "text/csv" or "application/csv" or "text/tab-separated-values" => Csv,
            "application/x-ndjson" or "application/ndjson" or "application/jsonl" or "application/x-jsonlines" =>
                Ndjson,
            _ => null,
        };

    private const int RowsThatNameColumns = 50;

    /// <summary>The columns of a file: a CSV file's header; of NDJSON those of the first rows, since a row leaves out
    /// what it does not have.</summary>
    public static SourceColumns Columns(Stream stream, string format, SourceReading reading)
    {
        if (format == Ndjson)
            return Read(stream, format, reading).Take(RowsThatNameColumns).LastOrDefault()?.Columns
                ?? new SourceColumns();
        stream.Position = 0;
        return CsvRows.ReadHeader(TextDecoding.Open(stream, reading.Encoding), reading.Delimiter);
    }

    /// <param name="stream">Seekable; it is read from its start.</param>
    /// <exception cref="UnreadableFileException">The file has no header, or goes wrong in a way that hides every
    /// row.</exception>
    public static IEnumerable<SourceRow> Read(Stream stream, string format, SourceReading reading)
    {
        stream.Position = 0;
        return format switch
        {
            Csv => CsvRows.Read(TextDecoding.Open(stream, reading.Encoding), reading.Delimiter),
            Ndjson when reading.Delimiter is not null => throw new UnreadableFileException(
                1,
                "no-delimiter-in-ndjson",
                "The mapping says a delimiter, but the file is NDJSON, which has none. Leave \"delimiter\" out."
            ),
            Ndjson => NdjsonRows.Read(TextDecoding.Open(stream, reading.Encoding)),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Known formats: csv, ndjson."),
        };
    }
}
