using CsvHelper;

namespace Platform.Files.Reading;

/// <summary>
/// CSV by RFC 4180 with the liberties that spreadsheets take: other delimiters (detected, or named by a <c>sep=</c>
/// line), CR or LF or both, a mark at the start, blank lines, the header again where files were put one behind the
/// other.
/// </summary>
public static class CsvRows
{
    private const int LargestRecord = 4_000_000;
    private const char Undecodable = '\uFFFD';

    public static IEnumerable<SourceRow> Read(StreamReader file, char? delimiter)
    {
        var (text, said, linesBefore) = SeparatorLine.Take(file);
        // The reader looks ahead, so what it finds wrong is kept by line until that line's record comes.
        var malformed = new Dictionary<long, CsvMalformedReason>();
        using var reader = CsvReader.Create(
            text,
            new CsvReaderOptions
            {
                HasHeader = false,
                Separator = delimiter ?? said,
                TrackLineNumbers = true,
                MaxRecordSize = LargestRecord,
                OnMalformedRecord = record => malformed[record.LineNumber] = record.Reason,
            }
        );

        SourceColumns? columns = null;
        while (Advance(reader, linesBefore, out var tooLong))
        {
            var line = tooLong ?? checked((int)reader.LineNumber) + linesBefore;
            var isOpen = tooLong is not null;
            var reason = default(CsvMalformedReason);
            if (!isOpen)
                isOpen =
                    malformed.Remove(line - linesBefore, out reason) && reason == CsvMalformedReason.UnterminatedQuote;
            if (isOpen)
            {
                // What came before it is good; what follows is inside the cell, and nobody knows where that was to end.
                if (columns is null)
                    throw new UnreadableFileException(
                        line,
                        Open,
                        $"{OpenQuote(line)} Close it, or double it if it is part of the text."
                    );
                yield return SourceRow.Faulty(
                    line,
                    columns,
                    null,
                    null,
                    Open,
                    $"{OpenQuote(line)} The rows before it were read, it and those behind it were not. Close it, or "
                        + "double it if it is part of the text, and import the file again."
                );
                yield break;
            }
            if (IsBlank(reader))
                continue;

            if (columns is null)
                columns = Header(reader, line);
            else if (!IsHeaderAgain(reader, columns))
                yield return Row(reader, line, columns, reason);
        }
        if (columns is null)
            throw new UnreadableFileException(
                1,
                "no-header",
                "The file is empty. Its first line must name the columns."
            );
    }

    /// <summary>The columns alone; none where the file is empty or its header cannot be read.</summary>
    public static SourceColumns ReadHeader(StreamReader file, char? delimiter)
    {
        var (text, said, linesBefore) = SeparatorLine.Take(file);
        using var reader = CsvReader.Create(
            text,
            new CsvReaderOptions
            {
                HasHeader = false,
                Separator = delimiter ?? said,
                MaxRecordSize = LargestRecord,
            }
        );
        while (Advance(reader, linesBefore, out var tooLong) && tooLong is null)
        {
            if (!IsBlank(reader))
                return Header(reader, linesBefore + 1);
        }
        return new SourceColumns();
    }

    private const string Open = "quote-never-closed";

    private static string OpenQuote(int line) =>
        $"A quotation mark opens in the row of line {line} and is never closed, so the rest of the file is one cell.";

    /// <param name="tooLong">The line of a record that does not end within reason.</param>
    private static bool Advance(CsvReader reader, int linesBefore, out int? tooLong)
    {
        tooLong = null;
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException tooLarge)
        {
            tooLong = (int)tooLarge.LineNumber + linesBefore;
            return true;
        }
    }

    private static bool IsBlank(CsvReader reader)
    {
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (reader.GetSpan(i).Trim((byte)' ').Length > 0)
                return false;
        }
        return true;
    }

    private static bool IsHeaderAgain(CsvReader reader, SourceColumns columns)
    {
        if (reader.FieldCount != columns.Names.Count)
            return false;
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (!string.Equals(reader.GetString(i).Trim(), columns.Names[i], StringComparison.Ordinal))
                return false;
        }
        return true;
    }

    private static SourceColumns Header(CsvReader reader, int line)
    {
        var columns = new SourceColumns();
        for (var i = 0; i < reader.FieldCount; i++)
        {
            var name = reader.GetString(i).Trim();
            columns.Add(name.Length == 0 ? $"(column {i + 1})" : name, line);
        }
        return columns;
    }

    private static SourceRow Row(CsvReader reader, int line, SourceColumns columns, CsvMalformedReason reason)
    {
        if (reason == CsvMalformedReason.TextAfterClosingQuote)
            return SourceRow.Faulty(
                line,
                columns,
                null,
                null,
                "bad-quotes",
                "Text follows a closing quotation mark. Put the whole cell in quotes and double those inside."
            );
        if (reader.FieldCount != columns.Names.Count)
            return SourceRow.Faulty(
                line,
                columns,
                null,
                null,
                "wrong-field-count",
                $"The row has {reader.FieldCount} cells, the header {columns.Names.Count}. Check for a missing "
                    + "delimiter, or one inside an unquoted cell."
            );

        var values = new string?[reader.FieldCount];
        for (var i = 0; i < values.Length; i++)
        {
            var value = reader.GetString(i).Trim();
            values[i] = value;
            if (value.Contains(Undecodable, StringComparison.Ordinal))
                return SourceRow.Faulty(
                    line,
                    columns,
                    columns.Names[i],
                    value,
                    TextDecoding.UndecodableCode,
                    TextDecoding.Advice
                );
            if (value.Contains('\0', StringComparison.Ordinal))
                return SourceRow.Faulty(
                    line,
                    columns,
                    columns.Names[i],
                    value.Replace("\0", "\\0", StringComparison.Ordinal),
                    "zero-character",
                    "The cell has a zero character, which no text has. Remove it, or name the file's encoding in "
                        + "the mapping."
                );
        }
        return new SourceRow(line, columns, values);
    }
}
