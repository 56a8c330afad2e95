using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Files;
using Platform.Files.Mapping;
using Platform.Files.Reading;
using Platform.Files.Values;
using Platform.HealthScoring.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Outcomes;

/// <param name="Source">The system that the file's accounts are of.</param>
/// <param name="Dates">How dates are written, where the file alone does not say: <c>DD.MM.YYYY</c>, <c>epoch</c>
/// and so on, as in a mapping.</param>
/// <param name="TimeZone">Whose day counts where a cell is an instant; without it the day as it is written.</param>
/// <param name="Encoding"><c>utf-8</c>, <c>utf-16</c>, <c>utf-16be</c> or <c>windows-1252</c>; found out where it
/// can be.</param>
public sealed record ImportOutcomesFileQuery(
    string? Source = null,
    string? Dates = null,
    string? TimeZone = null,
    string? Encoding = null
);

/// <summary>
/// <c>POST /v1/predictions/outcomes/file?source=</c>: the same from a CSV or NDJSON file, columns by name and in any
/// order, others passed over. With <c>source</c> an account without one is <c>source:account</c>. Rows are answered by
/// their number from 0, blank lines left out.
/// </summary>
public static class ImportOutcomesFile
{
    private static readonly RowKind Kind = new(
        "outcomes",
        [
            new("account", FieldType.Text, Required: true, Synonyms: ["accountid", "externalid"]),
            new("outcome", FieldType.Text, Required: true, Synonyms: ["kind", "result"]),
            new("decidedOn", FieldType.Date, Required: true, Synonyms: ["occurredon", "date"]),
        ]
    );

    public static void Map(IEndpointRouteBuilder predictions) =>
        predictions
            .MapPost("/outcomes/file", HandleAsync)
            .WithName(nameof(ImportOutcomesFile))
            .WithDescription("Outcomes of accounts as a CSV or NDJSON file, one to a row.")
            .Accepts<string>("text/csv", "application/x-ndjson")
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Ok<ImportOutcomesResponse>, ProblemHttpResult>> HandleAsync(
        [AsParameters] ImportOutcomesFileQuery query,
        HttpRequest http,
        AccountDirectory accounts,
        Database database,
        UsageCalendar calendar,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var spelling = query.Dates is null ? null : DateFormat.Declared(query.Dates);
        if (query.Dates is not null && spelling is null)
            return Problem
                .Invalid("dates", $"'{query.Dates}' is no spelling of dates: {DateFormat.HowToDeclare}")
                .ToResult();
        if (query.Encoding is not null && !TextDecoding.IsKnown(query.Encoding))
            return Problem.Invalid("encoding", $"must be {TextDecoding.Known}").ToResult();
        TimeZoneInfo? zone = null;
        if (query.TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(query.TimeZone, out zone))
            return Problem
                .Invalid("timeZone", $"'{query.TimeZone}' is not a known time zone, such as Europe/Berlin")
                .ToResult();

        // The reader goes over the file twice and is synchronous; a request's body is neither.
        using var body = new MemoryStream();
        await http.Body.CopyToAsync(body, ct);
        var format = SourceFile.FormatOf(http.ContentType) ?? SourceFile.Csv;
        try
        {
            var mapping = Mapping(body, format, query.Encoding, zone, spelling);
            var missing = Kind
                .Fields.Where(field => !mapping.FilledFields.Contains(field.Name, StringComparer.Ordinal))
                .ToList();
            if (missing.Count > 0)
                return Problem
                    .Invalid(missing.ToDictionary(field => field.Name, NoSuchColumn, StringComparer.Ordinal))
                    .ToResult();

            var (rows, unreadable) = Read(body, format, mapping, query.Source);
            var answer = await ImportOutcomes.HandleAsync(
                new ImportOutcomesRequest([.. rows.Select(row => row.Outcome)]),
                accounts,
                database,
                calendar,
                clock,
                ct
            );
            var refused = answer
                .Value!.Refused.Select(refusal => refusal with { Index = rows[refusal.Index].Index })
                .Concat(unreadable);
            return TypedResults.Ok(answer.Value with { Refused = [.. refused.OrderBy(refusal => refusal.Index)] });
        }
        catch (UnreadableFileException wrong)
        {
            return Problem.Invalid("file", $"line {wrong.Line}: {wrong.Message}").ToResult();
        }
    }

    /// <summary>The columns by their names, with what the address says of their spelling.</summary>
    private static ImportMapping Mapping(
        MemoryStream body,
        string format,
        string? encoding,
        TimeZoneInfo? zone,
        DateFormat? dates
    )
    {
        var columns = new Dictionary<string, IReadOnlyList<FieldTarget>>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in SourceFile.Columns(body, format, new SourceReading(encoding)).Names)
        {
            if (Kind.Guess(column) is { } field && !columns.Values.Any(targets => targets[0].Field == field.Name))
                columns[column] = [new FieldTarget(field.Name)];
        }
        return new ImportMapping(Kind, columns)
        {
            Zone = zone,
            Encoding = encoding,
            Spelling = ValueSpelling.Undeclared with { Dates = dates is null ? null : [dates] },
        };
    }

    private static (List<(int Index, OutcomeToImport Outcome)> Rows, List<RefusedOutcome> Unreadable) Read(
        MemoryStream body,
        string format,
        ImportMapping mapping,
        string? source
    )
    {
        var scanned = ScannedFile.Scan(
            body,
            format,
            Kind,
            mapping,
            new Dictionary<string, string>(),
            ImportOutcomes.MostRows
        );
        if (scanned.Findings.FirstOrDefault(finding => finding.NeedsConfirmation) is { } open)
            throw new UnreadableFileException(
                1,
                "undecided",
                $"The dates of '{open.Column}' read in more than one way: say "
                    + $"dates={string.Join(" or dates=", open.Candidates)}."
            );

        var (rows, unreadable) = (new List<(int, OutcomeToImport)>(), new List<RefusedOutcome>());
        foreach (var (index, row) in SourceFile.Read(body, format, scanned.Reading).Index())
        {
            if (row.Fault is { } fault)
            {
                unreadable.Add(new(index, fault.Column ?? "row", $"line {row.Line}: {fault.Message}"));
                continue;
            }
            var fields = new RowReader(scanned.Plan, row);
            var name = fields.Text("account").Value;
            var account =
                source is not null
                && name is not null
                && !name.Contains(':', StringComparison.Ordinal)
                && !Guid.TryParseExact(name, "D", out _)
                    ? $"{source}:{name}"
                    : name;
            // What is no date goes on as it stands, to be refused with its own words.
            var day = fields.Date("decidedOn").Value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                ?? scanned.Plan.Source("decidedOn")!.Cell(row);
            rows.Add((index, new OutcomeToImport(account, fields.Text("outcome").Value, day)));
        }
        return (rows, unreadable);
    }

    private static string[] NoSuchColumn(FieldDefinition field)
    {
        string[] names = [field.Name, .. field.Synonyms!];
        return [$"the file has no such column; it may be called {string.Join(", ", names)}, in any spelling"];
    }
}
