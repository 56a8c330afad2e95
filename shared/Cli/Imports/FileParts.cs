using System.Text.Json;
using Platform.Cli.Imports.Recognition;
using Platform.Files;
using Platform.Files.Reading;
using Platform.Files.Values;

namespace Platform.Cli.Imports;

/// <summary>
/// Makes what is sent: the file's own bytes where that will do; rows written anew where their dates move, where columns
/// of other files stand beside them, or where there are more of them than the platform takes at once.
/// </summary>
public static class FileParts
{
    public const int MostRows = 100_000;

    public static IEnumerable<FilePart> Of(RecognisedFile file, int shiftDays = 0, int mostRows = MostRows)
    {
        if (shiftDays != 0 || file.Joins.Count > 0)
            return Rewritten(file, shiftDays, mostRows);
        var content = File.ReadAllBytes(file.Path);
        // Every row takes a line at least, so few line ends mean few rows.
        return content.AsSpan().Count((byte)'\n') <= mostRows
            ? [new(content, false, [])]
            : Rewritten(file, 0, mostRows);
    }

    private static IEnumerable<FilePart> Rewritten(RecognisedFile file, int shiftDays, int mostRows)
    {
        using var bytes = new MemoryStream();
        var faults = new List<ImportProblem>();
        var (rows, line) = (0, 1);
        foreach (var row in file.Rows())
        {
            if (row.Fault is { } fault)
            {
                faults.Add(fault);
                continue;
            }

            if (rows == mostRows)
            {
                yield return new(bytes.ToArray(), true, [.. faults]);
                bytes.SetLength(0);
                faults.Clear();
                (rows, line) = (0, 1);
            }

            // Blank lines are passed over, so that a line named in a report is the file's own.
            for (; line < row.Line; line++)
                bytes.WriteByte((byte)'\n');
            Write(bytes, file, row, shiftDays);
            bytes.WriteByte((byte)'\n');
            line++;
            rows++;
        }

        yield return new(bytes.ToArray(), true, [.. faults]);
    }

    private static void Write(Stream bytes, RecognisedFile file, SourceRow row, int shiftDays)
    {
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        for (var position = 0; position < row.Columns.Names.Count; position++)
        {
            if (row.ValueAt(position) is not { } value)
                continue;
            json.WritePropertyName(row.Columns.Names[position]);
            var dates = shiftDays == 0 ? [] : DatesOf(file, row.Columns.Names[position]);
            if (dates.Count > 0)
                value = dates.Aggregate(value, (text, format) =>
                    ReferenceEquals(text, value) ? format.Shift(text, shiftDays) : text
                );
            if (row.IsNumber(position))
                json.WriteRawValue(value);
            else
                json.WriteStringValue(value);
        }

        json.WriteEndObject();
    }

    private static IReadOnlyList<DateFormat> DatesOf(RecognisedFile file, string column) =>
        file.Plan.Sources.FirstOrDefault(source =>
            source.Definition.IsDate
            && (source.Joined?.Columns ?? [source.Column ?? ""]).Contains(column, StringComparer.OrdinalIgnoreCase)
        )?.Dates
        ?? [];
}
