using System.Globalization;
using CsvHelper;
using Platform.Feedback.Surveys;

namespace Platform.Feedback.Imports;

/// <summary>Which column of the file means what, by its header; null where the file has none.</summary>
public sealed record AnswerColumns(string Score, string? AnsweredAt, string? Comment, string? Account, string? Person, string? Product, string? Role, string? Key);

/// <param name="Line">As an editor counts, the header being line 1; a record over several lines is where it begins.</param>
public sealed record AnswerLine(int Line, decimal Score, DateTimeOffset AnsweredAt, string? Comment, string? Account, string? Person, string? Product, string? Role, string? Key);

/// <param name="Column">The header; null where the whole line is meant.</param>
/// <param name="Line">Line of the file, the heading being line 1.</param>
public sealed record LineDefect(int Line, string? Column, string Reason);

/// <summary>
/// Reads past answers from CSV: each line gives an answer or says why not. Dates may be ISO or with the day or the month in front; which of the two
/// is found by the whole column, and asked about where every date of it reads both ways.
/// </summary>
public sealed class AnswerFile
{
    private static readonly string[] Times = ["", " H:mm", " H:mm:ss", " H:mm:ss.FFF", "'T'HH:mm", "'T'HH:mm:ss", "'T'HH:mm:ss.FFFFFFFK", "'T'HH:mm:ssK", " h:mm tt", " h:mm:ss tt"];
    private static readonly string[] Iso = Formats("yyyy-M-d", "yyyy/M/d");
    private static readonly string[] DayFirst = Formats("d/M/yyyy", "d.M.yyyy", "d-M-yyyy");
    private static readonly string[] MonthFirst = Formats("M/d/yyyy", "M-d-yyyy");

    private readonly List<AnswerLine> _lines = [];
    private readonly List<LineDefect> _defects = [];

    public IReadOnlyList<AnswerLine> Lines => _lines;

    public IReadOnlyList<LineDefect> Defects => _defects;

    /// <summary>Data lines, good or not.</summary>
    public int Read { get; private set; }

    /// <summary>Says what is wrong with the file as a whole; then nothing was read.</summary>
    public string? Refused { get; private set; }

    /// <param name="dateOrder"><c>dmy</c> or <c>mdy</c> where the dates alone do not say; null otherwise.</param>
    /// <param name="without">When a file without dates was answered.</param>
    public static AnswerFile Parse(StreamReader text, AnswerColumns columns, Survey survey, TimeZoneInfo zone, string? dateOrder, DateTimeOffset? without, DateTimeOffset now)
    {
        var file = new AnswerFile();
        var (headers, rows) = file.Split(text);
        if (headers.Count == 0) return file.Refused is null ? file.Refuse("The file is empty: its first line names the columns.") : file;
        foreach (var wanted in new[] { columns.Score, columns.AnsweredAt, columns.Comment, columns.Account, columns.Person, columns.Product, columns.Role, columns.Key })
        {
            if (wanted is not null && !headers.Contains(wanted, StringComparer.OrdinalIgnoreCase)) return file.Refuse($"There is no column '{wanted}'. The file has: {string.Join(", ", headers)}.");
        }

        if (columns.AnsweredAt is null && without is null) return file.Refuse("The file has no column of dates: say with answeredAt when it was answered.");

        file.Read = rows.Count + file.Defects.Count;
        var columnsByName = headers.Select((h, i) => (h, i)).DistinctBy(c => c.h, StringComparer.OrdinalIgnoreCase).ToDictionary(c => c.h, c => c.i, StringComparer.OrdinalIgnoreCase);
        string Cell(string[] cells, string? column) => column is null ? "" : cells[columnsByName[column]];
        var order = dateOrder ?? OrderOf(rows.Select(r => Cell(r.Cells, columns.AnsweredAt)));
        if (order == "both") return file.Refuse($"The dates of '{columns.AnsweredAt}' read both ways (day or month first): say dateOrder=dmy or dateOrder=mdy.");

        foreach (var (at, cells) in rows) file.Take(at, cells, columns, survey, zone, order, without, now, Cell);
        return file;
    }

    /// <summary>Header and records; a record that is no record is told by its line and left out.</summary>
    private (List<string> Headers, List<(int Line, string[] Cells)> Rows) Split(StreamReader text)
    {
        var malformed = new Dictionary<long, CsvMalformedReason>();
        using var reader = CsvReader.Create(text, new CsvReaderOptions { HasHeader = false, TrackLineNumbers = true, OnMalformedRecord = record => malformed[record.LineNumber] = record.Reason });
        var (headers, rows) = (new List<string>(), new List<(int, string[])>());
        while (reader.Read())
        {
            var cells = new string[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++) cells[i] = reader.GetString(i).Trim();
            var line = checked((int)reader.LineNumber);
            if (malformed.TryGetValue(line, out var reason) && reason == CsvMalformedReason.UnterminatedQuote)
            {
                Refuse($"A quotation mark opens on line {line} and is never closed, so the rest of the file is one cell.");
                return ([], []);
            }

            if (Array.TrueForAll(cells, c => c.Length == 0)) continue;
            if (headers.Count == 0) headers.AddRange(cells.Select(c => c.TrimStart('\uFEFF')));
            else if (cells.Length == headers.Count) rows.Add((line, cells));
            else _defects.Add(new LineDefect(line, null, $"has {cells.Length} cells, the header {headers.Count}"));
        }

        return (headers, rows);
    }

    private void Take(
        int line, string[] cells, AnswerColumns columns, Survey survey, TimeZoneInfo zone, string? order, DateTimeOffset? without, DateTimeOffset now, Func<string[], string?, string> cell)
    {
        var text = cell(cells, columns.Score);
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score) || score < survey.ScaleFrom || score > survey.ScaleTo || score != decimal.Truncate(score))
        {
            _defects.Add(new LineDefect(line, columns.Score, text.Length == 0 ? "is empty" : $"'{text}' is not a whole number from {survey.ScaleFrom} to {survey.ScaleTo}"));
            return;
        }

        var answeredAt = without ?? default;
        var date = cell(cells, columns.AnsweredAt);
        if (columns.AnsweredAt is not null && !TryDate(date, zone, order, out answeredAt))
        {
            _defects.Add(new LineDefect(line, columns.AnsweredAt, date.Length == 0 ? "is empty" : $"'{date}' is not a date that this file's others agree with"));
            return;
        }

        if (answeredAt > now)
        {
            _defects.Add(new LineDefect(line, columns.AnsweredAt, $"'{date}' lies in the future"));
            return;
        }

        string? Text(string? column) => cell(cells, column) is { Length: > 0 } value ? value : null;
        _lines.Add(new AnswerLine(line, decimal.Truncate(score), answeredAt, Text(columns.Comment), Text(columns.Account), Text(columns.Person), Text(columns.Product), Text(columns.Role), Text(columns.Key)));
    }

    private AnswerFile Refuse(string why)
    {
        Refused = why;
        return this;
    }

    /// <summary><c>dmy</c>, <c>mdy</c>, <c>both</c> where each date reads both ways, or null where none needs an order.</summary>
    private static string? OrderOf(IEnumerable<string> dates)
    {
        var unclear = dates.Where(d => d.Length > 0 && !Parses(d, Iso)).ToList();
        if (unclear.Count == 0) return null;
        var (day, month) = (unclear.Count(d => Parses(d, DayFirst)), unclear.Count(d => Parses(d, MonthFirst)));
        // The reading that more dates allow; the few that it does not are dirty, and told by line.
        return day == month ? day == 0 ? null : "both" : day > month ? "dmy" : "mdy";
    }

    private static bool Parses(string text, string[] formats) => DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool TryDate(string text, TimeZoneInfo zone, string? order, out DateTimeOffset instant)
    {
        instant = default;
        var formats = order switch { "dmy" => [.. Iso, .. DayFirst], "mdy" => [.. Iso, .. MonthFirst], _ => Iso };
        if (!DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time) || time.Year is < 1990 or > 2200) return false;
        if (time.Kind != DateTimeKind.Utc && zone.IsInvalidTime(time)) time = time.AddHours(1); // An hour that summer time leaves out.
        instant = time.Kind == DateTimeKind.Utc ? new DateTimeOffset(time) : new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(time, zone));
        return true;
    }

    private static string[] Formats(params string[] dates) => [.. dates.SelectMany(d => Times.Select(t => d + t))];
}
