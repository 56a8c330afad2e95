using CsvHelper;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Ingestion;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Outcomes;

/// <summary>
/// <c>POST /v1/predictions/outcomes/file?source=</c>: the same from a CSV file, columns by name and in any order, others passed over. With <c>source</c> an account without one is <c>source:account</c>. Rows are
/// answered by their number from 0, blank lines left out.
/// </summary>
public static class ImportOutcomesFile
{
    private static readonly string[] AccountColumns = ["account", "accountid", "account_id", "externalid", "external_id"];
    private static readonly string[] OutcomeColumns = ["outcome", "kind", "result"];
    private static readonly string[] DayColumns = ["decidedon", "decided_on", "occurredon", "occurred_on", "date"];

    public static void Map(IEndpointRouteBuilder predictions) =>
        predictions.MapPost("/outcomes/file", HandleAsync).WithName(nameof(ImportOutcomesFile)).WithDescription("Outcomes of accounts as a CSV file, one to a row.").Accepts<string>("text/csv").RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Ok<ImportOutcomesResponse>, ProblemHttpResult>> HandleAsync(
        HttpRequest http, AccountDirectory accounts, Database database, UsageCalendar calendar, TimeProvider clock, CancellationToken ct, string? source = null)
    {
        using var text = new StreamReader(http.Body);
        // The reader is synchronous, a request's body is not.
        using var whole = new StringReader(await text.ReadToEndAsync(ct));
        var (rows, errors) = Read(whole, source);
        if (errors.Count > 0) return Problem.Invalid(errors).ToResult();
        if (rows.Count > ImportOutcomes.MostRows) return Problem.Invalid("file", $"holds {rows.Count} rows; send at most {ImportOutcomes.MostRows} at once").ToResult();
        return await ImportOutcomes.HandleAsync(new ImportOutcomesRequest(rows), accounts, database, calendar, clock, ct);
    }

    private static (List<OutcomeToImport> Rows, Dictionary<string, string[]> Errors) Read(TextReader text, string? source)
    {
        var (rows, errors) = (new List<OutcomeToImport>(), new Dictionary<string, string[]>(StringComparer.Ordinal));
        var first = text.ReadLine() ?? "";
        var separator = first.Count(c => c == ';') > first.Count(c => c == ',') ? ';' : ',';
        string[] header = [.. first.Split(separator).Select(c => c.Trim().Trim('"', '\uFEFF').ToLowerInvariant())];
        int Column(string field, string[] names)
        {
            var column = Array.FindIndex(header, names.Contains);
            if (column < 0) errors[field] = [$"the file has no such column; it may be called {string.Join(", ", names)}"];
            return column;
        }
        var (account, outcome, day) = (Column("account", AccountColumns), Column("outcome", OutcomeColumns), Column("decidedOn", DayColumns));
        if (errors.Count > 0) return (rows, errors);

        using var reader = CsvReader.Create(text, new CsvReaderOptions { HasHeader = false, Separator = separator });
        while (reader.Read())
        {
            string? Cell(int column) => column < reader.FieldCount ? reader.GetString(column).Trim() : null;
            if (reader.FieldCount <= 1 && string.IsNullOrEmpty(Cell(0))) continue;
            var name = Cell(account);
            rows.Add(new(source is not null && name is not null && !name.Contains(':', StringComparison.Ordinal) && !Guid.TryParseExact(name, "D", out _) ? $"{source}:{name}" : name, Cell(outcome), Cell(day)));
        }
        return (rows, errors);
    }
}
