using CsvHelper;

namespace Platform.Accounts.Imports.Reading;

/// <summary>CSV by RFC 4180 with the liberties that spreadsheets take: other delimiters (detected), CR or LF or both, a mark at the start, blank lines.</summary>
public static class CsvRows
{
    private const int LargestRecord = 4_000_000;
    private const char Undecodable = '\uFFFD';

    public static IEnumerable<SourceRow> Read(StreamReader text, char? delimiter)
    {
        // The reader looks ahead, so what it finds wrong is kept by line until that line's record comes.
        var malformed = new Dictionary<long, CsvMalformedReason>();
        using var reader = CsvReader.Create(text, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = delimiter,
            TrackLineNumbers = true,
            MaxRecordSize = LargestRecord,
            OnMalformedRecord = record => malformed[record.LineNumber] = record.Reason,
        });

        SourceColumns? columns = null;
        while (Advance(reader))
        {
            var line = checked((int)reader.LineNumber);
            if (malformed.Remove(line, out var reason) && reason == CsvMalformedReason.UnterminatedQuote)
                throw new UnreadableFileException(line, "quote-never-closed", $"A quotation mark opens in the row of line {line} and is never closed, so the rest of the file is one cell. Close it, or double it if it is part of the text.");
            if (IsBlank(reader)) continue;

            if (columns is null) columns = Header(reader, line);
            else yield return Row(reader, line, columns, reason);
        }
        if (columns is null) throw new UnreadableFileException(1, "no-header", "The file is empty. Its first line must name the columns.");
    }

    private static bool Advance(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException tooLarge)
        {
            throw new UnreadableFileException((int)tooLarge.LineNumber, "row-too-long", $"The row on line {tooLarge.LineNumber} has more than {LargestRecord} bytes; probably a quotation mark is not closed.");
        }
    }

    private static bool IsBlank(CsvReader reader)
    {
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (reader.GetSpan(i).Trim((byte)' ').Length > 0) return false;
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
            return SourceRow.Faulty(line, columns, null, null, "bad-quotes", "Text follows a closing quotation mark. Put the whole cell in quotation marks and double those inside.");
        if (reader.FieldCount != columns.Names.Count)
            return SourceRow.Faulty(line, columns, null, null, "wrong-field-count", $"The row has {reader.FieldCount} cells, the header {columns.Names.Count}. Check for a missing delimiter, or one inside an unquoted cell.");

        var values = new string?[reader.FieldCount];
        for (var i = 0; i < values.Length; i++)
        {
            var value = reader.GetString(i).Trim();
            values[i] = value;
            if (value.Contains(Undecodable, StringComparison.Ordinal))
                return SourceRow.Faulty(line, columns, columns.Names[i], value, "undecodable-text", "The cell has bytes that are not UTF-8. Save the file as UTF-8, or name its encoding in the mapping (\"encoding\": \"windows-1252\").");
            if (value.Contains('\0', StringComparison.Ordinal))
                return SourceRow.Faulty(line, columns, columns.Names[i], value.Replace("\0", "\\0", StringComparison.Ordinal), "zero-character", "The cell has a zero character, which no text has. Remove it, or name the file's encoding in the mapping.");
        }
        return new SourceRow(line, columns, values);
    }
}
