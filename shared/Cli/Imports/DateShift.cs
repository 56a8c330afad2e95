using Platform.Cli.Imports.Reading;
using Platform.Cli.Imports.Recognition;

namespace Platform.Cli.Imports;

/// <summary>Moves all dates of a source by the same number of days, so that the newest becomes today.</summary>
public static class DateShift
{
    // Ends and due dates lie in the future by nature; what has happened tells how old the data are.
    private static readonly string[] Happened = ["customerSince", "startsOn", "openedAt", "occurredAt", "occurredOn", "issuedOn"];

    /// <summary>Days to add; 0 where no file has a date.</summary>
    public static int DaysToToday(Recognised source, DateOnly today)
    {
        var newest = DateOnly.MinValue;
        foreach (var file in source.Files.Where(file => file.Kind < FileKind.ChurnEvents))
        {
            var columns = Happened.Select(field => file.Fields[field]).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            var dates = file.Dates ?? DateSpelling.Iso;
            foreach (var row in file.Rows())
            {
                foreach (var column in columns)
                {
                    if (row[column] is { Length: > 0 } text && dates.TryParse(text, out var instant) && DateOnly.FromDateTime(instant.UtcDateTime) is var day && day > newest)
                        newest = day;
                }
            }
        }

        return newest == DateOnly.MinValue ? 0 : today.DayNumber - newest.DayNumber;
    }

    /// <summary>The file with its date columns moved; everything else stays as it is, and so do the lines.</summary>
    public static byte[] Shifted(RecognisedFile file, int days)
    {
        var dates = file.Dates ?? DateSpelling.Iso;
        return SourceRows.IsNdjson(file.Path) ? Ndjson(file, dates, days) : Csv(file, dates, days);
    }

    private static byte[] Csv(RecognisedFile file, DateSpelling dates, int days)
    {
        using var bytes = new MemoryStream();
        using var reader = SourceRows.Open(file.Path);
        using (var writer = new StreamWriter(bytes, leaveOpen: true) { NewLine = "\r\n" })
        {
            var delimiter = file.Fields.Delimiter ?? CsvText.Delimiter(string.Join('\n', File.ReadLines(file.Path).Take(1)));
            HashSet<int>? shifted = null;
            var written = 0;
            foreach (var (line, cells) in CsvText.Records(reader, delimiter))
            {
                // Blank lines between the records stay, so that a line named in a report is the file's own.
                for (; written < line - 1; written++)
                    writer.WriteLine();
                for (var i = 0; i < cells.Length; i++)
                    cells[i] = shifted is not null && shifted.Contains(i) ? dates.Shift(cells[i].Trim(), days) : cells[i];
                shifted ??= [.. file.DateColumns(cells)];
                var record = CsvText.Record(cells, delimiter);
                writer.WriteLine(record);
                written += 1 + record.Count(letter => letter == '\n');
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Ndjson(RecognisedFile file, DateSpelling dates, int days)
    {
        using var bytes = new MemoryStream();
        using (var writer = new StreamWriter(bytes, leaveOpen: true) { NewLine = "\n" })
        {
            var columns = file.Fields.DateColumns.ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var line in File.ReadLines(file.Path))
            {
                var node = line.Length > 0 ? System.Text.Json.Nodes.JsonNode.Parse(line) as System.Text.Json.Nodes.JsonObject : null;
                foreach (var name in node?.Select(member => member.Key).Where(columns.Contains).ToList() ?? [])
                {
                    if (node![name] is { } value && value.GetValueKind() == System.Text.Json.JsonValueKind.String)
                        node[name] = dates.Shift(value.GetValue<string>(), days);
                }

                writer.WriteLine(node?.ToJsonString() ?? line);
            }
        }

        return bytes.ToArray();
    }

    private static IEnumerable<int> DateColumns(this RecognisedFile file, string[] header)
    {
        var columns = file.Fields.DateColumns.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return header.Index().Where(column => columns.Contains(column.Item.Trim())).Select(column => column.Index);
    }
}
