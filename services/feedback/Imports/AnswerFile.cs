using System.Globalization;
using Platform.Feedback.Surveys;
using Platform.Files;
using Platform.Files.Mapping;
using Platform.Files.Reading;
using Platform.Files.Values;

namespace Platform.Feedback.Imports;

/// <summary>
/// Reads past answers from CSV or NDJSON: each line gives an answer or says why not. Dates may be written in any usual
/// way; which one is found by the whole column, and asked about where every date of it reads both ways.
/// </summary>
public sealed class AnswerFile
{
    private const int MostLines = 1_000_000;
    private const int LongestText = 100_000;

    private static readonly RowKind Kind = new(
        "answers",
        [
            new("score", FieldType.Whole),
            new("answeredAt", FieldType.Instant),
            .. new[] { "comment", "account", "person", "product", "role", "key" }.Select(name => new FieldDefinition(
                name,
                FieldType.Text,
                MaxLength: LongestText
            )),
        ]
    );

    private static readonly string[] DayFirst = ["YYYY-MM-DD", "YYYY/MM/DD", "DD/MM/YYYY", "DD.MM.YYYY", "DD-MM-YYYY"];
    private static readonly string[] MonthFirst = ["YYYY-MM-DD", "YYYY/MM/DD", "MM/DD/YYYY", "MM-DD-YYYY"];

    private readonly List<AnswerLine> _lines = [];
    private readonly List<LineDefect> _defects = [];

    public IReadOnlyList<AnswerLine> Lines => _lines;

    public IReadOnlyList<LineDefect> Defects => _defects;

    /// <summary>Data lines, good or not.</summary>
    public int Read { get; private set; }

    /// <summary>Says what is wrong with the file as a whole; then nothing was read.</summary>
    public string? Refused { get; private set; }

    /// <param name="stream">Seekable.</param>
    public static AnswerFile Parse(
        Stream stream,
        string format,
        AnswerColumns columns,
        AnswerSpelling spelling,
        Survey survey,
        DateTimeOffset now
    )
    {
        var file = new AnswerFile();
        if (columns.AnsweredAt is null && spelling.Without is null)
            return file.Refuse("The file has no column of dates: say with answeredAt when it was answered.");
        try
        {
            var reading = new SourceReading(spelling.Encoding);
            var headers = SourceFile.Columns(stream, format, reading);
            if (headers.Names.Count == 0)
                return file.Refuse("The file is empty: its first line names the columns.");
            var mapping = Mapping(columns, spelling);
            if (mapping.NamedColumns.FirstOrDefault(wanted => headers.IndexOf(wanted) < 0) is { } missing)
                return file.Refuse(
                    $"There is no column '{missing}'. The file has: {string.Join(", ", headers.Names)}."
                );

            // A score such as 9.000 cannot be nine thousand.
            var scanned = ScannedFile.Scan(
                stream,
                format,
                Kind,
                mapping,
                new Dictionary<string, string> { [columns.Score] = NumberFormat.Point.Name },
                MostLines
            );
            if (scanned.NeedsConfirmation)
                return file.Refuse(BothWays(scanned.Findings.First(finding => finding.NeedsConfirmation)));
            foreach (var row in SourceFile.Read(stream, format, reading))
                file.Take(row, scanned.Plan, columns, survey, spelling.Without, now);
            return file;
        }
        catch (UnreadableFileException unreadable)
        {
            return unreadable.Code == "no-rows" ? file : file.Refuse(unreadable.Message);
        }
    }

    private static string BothWays(ColumnFinding finding) =>
        finding.Candidates.Count == 2 && finding.Candidates[0].StartsWith("DD", StringComparison.Ordinal)
            ? $"The dates of '{finding.Column}' read both ways (day or month first): say dateOrder=dmy or "
                + $"dateOrder=mdy."
            : $"The dates of '{finding.Column}' read in more than one way: say "
                + $"dates={string.Join(" or dates=", finding.Candidates)}.";

    private static ImportMapping Mapping(AnswerColumns columns, AnswerSpelling spelling)
    {
        (string Field, string? Column)[] named =
        [
            ("score", columns.Score),
            ("answeredAt", columns.AnsweredAt),
            ("comment", columns.Comment),
            ("account", columns.Account),
            ("person", columns.Person),
            ("product", columns.Product),
            ("role", columns.Role),
            ("key", columns.Key),
        ];
        IEnumerable<string> dates = spelling.Dates is { } declared
            ? [declared]
            : spelling.DateOrder switch
            {
                "dmy" => DayFirst,
                "mdy" => MonthFirst,
                _ => [],
            };
        List<DateFormat> formats = [.. dates.Select(DateFormat.Declared).OfType<DateFormat>()];
        return new ImportMapping(
            Kind,
            named
                .Where(pair => pair.Column is not null)
                .GroupBy(pair => pair.Column!, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(
                    group => group.Key,
                    group => (IReadOnlyList<FieldTarget>)[.. group.Select(pair => new FieldTarget(pair.Field))],
                    StringComparer.OrdinalIgnoreCase
                )
        )
        {
            Zone = spelling.Zone,
            Encoding = spelling.Encoding,
            Spelling = ValueSpelling.Undeclared with { Dates = formats.Count == 0 ? null : formats },
        };
    }

    private void Take(
        SourceRow row,
        ImportPlan plan,
        AnswerColumns columns,
        Survey survey,
        DateTimeOffset? without,
        DateTimeOffset now
    )
    {
        Read++;
        if (row.Fault is { } fault)
        {
            _defects.Add(new LineDefect(row.Line, fault.Column, fault.Message));
            return;
        }

        var fields = new RowReader(plan, row);
        string Value(string? column) => column is null ? "" : row[column] ?? "";
        void Leave(string? column, string reason) =>
            _defects.Add(
                new LineDefect(row.Line, column, Value(column).Length == 0 ? "is empty" : $"'{Value(column)}' {reason}")
            );

        if (fields.Whole("score", survey.ScaleFrom, survey.ScaleTo).Value is not { } score)
        {
            Leave(
                columns.Score,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"is not a whole number from {survey.ScaleFrom} to {survey.ScaleTo}"
                )
            );
            return;
        }

        if ((columns.AnsweredAt is null ? without : fields.Instant("answeredAt").Value) is not { } answeredAt)
        {
            Leave(columns.AnsweredAt, "is not a date that this file's others agree with");
            return;
        }

        if (answeredAt > now)
        {
            Leave(columns.AnsweredAt, "lies in the future");
            return;
        }

        var line = new AnswerLine(
            row.Line,
            score,
            answeredAt,
            fields.Text("comment").Value,
            fields.Text("account").Value,
            fields.Text("person").Value,
            fields.Text("product").Value,
            fields.Text("role").Value,
            fields.Text("key").Value
        );
        if (fields.Problems.FirstOrDefault(problem => problem.IsError) is { } wrong)
            _defects.Add(new LineDefect(row.Line, wrong.Column, wrong.Message));
        else
            _lines.Add(line);
    }

    private AnswerFile Refuse(string why)
    {
        Refused = why;
        return this;
    }
}
