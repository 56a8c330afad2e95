using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.Accounts.Attributes;
using Platform.Contracts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Exports;

/// <summary>
/// All that accounts keeps, one kind a file (CSV or NDJSON), however long. Accounts, contacts, tickets and activities
/// come as the import takes them: with <c>source</c> the rows carry that system's external ids, and importing them
/// again under it changes nothing; without it the platform's own ids. What is confidential stays. Cells that a
/// spreadsheet would run as formulas are escaped.
/// </summary>
public static class ExportRecords
{
    public static void Map(IEndpointRouteBuilder exports) =>
        exports.MapGet("/{kind}", HandleAsync).WithName(nameof(ExportRecords));

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> HandleAsync(
        string kind,
        string? source,
        string? format,
        Database database,
        LongAnswers answers,
        CancellationToken ct
    )
    {
        var schema = await AttributeSchema.ReadAsync(database, ct);
        if (ExportKinds.Sql(kind, schema) is not { } sql)
            return Problem.Invalid("kind", $"'{kind}' is not one of {string.Join(", ", ExportKinds.All)}").ToResult();
        if (source?.Any(char.IsControl) == true)
            return Problem.Invalid("source", "has a control character, which no source has").ToResult();
        if (format is not (null or "csv" or "ndjson"))
            return Problem.Invalid("format", $"'{format}' is not csv or ndjson").ToResult();
        var csv = format != "ndjson";
        return await answers.WriteAsync(
            output => WriteAsync(output, sql, source, csv, database, ct),
            csv ? "text/csv; charset=utf-8" : "application/x-ndjson",
            $"{kind}.{(csv ? "csv" : "ndjson")}",
            ct
        );
    }

    private static async Task WriteAsync(
        Stream output,
        string sql,
        string? source,
        bool csv,
        Database database,
        CancellationToken ct
    )
    {
        await using var writer = new StreamWriter(output, leaveOpen: true);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        command.CommandTimeout = 0;
        command.Parameters.Add(
            new NpgsqlParameter
            {
                Value = (object?)source ?? DBNull.Value,
                NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text,
            }
        );
        await using var reader = await command.ExecuteReaderAsync(ct);
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        if (csv)
            await writer.WriteAsync(CsvText.Row(names));
        var values = new object?[names.Length];
        while (await reader.ReadAsync(ct))
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = reader.IsDBNull(i) ? null : Plain(reader.GetValue(i));
            await writer.WriteAsync(csv ? CsvText.Row(values) : Json(names, values));
        }
    }

    private static object Plain(object value) =>
        value switch
        {
            DateTime instant => new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc)),
            string[] list => string.Join('|', list),
            _ => value,
        };

    private static string Json(string[] names, object?[] values) =>
        JsonSerializer.Serialize(
            names
                .Zip(values)
                .Where(pair => pair.Second is not null)
                .ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal),
            ContractJson.Options
        ) + "\n";
}
