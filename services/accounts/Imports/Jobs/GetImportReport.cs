using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.Contracts;
using Platform.Files;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Imports.Jobs;

/// <summary>The report, line by line in the file's order, as NDJSON or (<c>Accept: text/csv</c>, <c>format=csv</c>)
/// CSV, however long.</summary>
public static class GetImportReport
{
    public static void Map(IEndpointRouteBuilder imports) =>
        imports.MapGet("/{id:guid}/report", HandleAsync).WithName(nameof(GetImportReport));

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id,
        string? format,
        HttpRequest request,
        Database database,
        LongAnswers answers,
        CancellationToken ct
    )
    {
        if (
            !await database.ScalarAsync<bool>("select exists (select 1 from import_job where id = @id)", new { id }, ct)
        )
            return ImportProblems.NotFound(id).ToResult();
        var csv =
            format == "csv"
            || (
                format is null
                && request.Headers.Accept.ToString().Contains("text/csv", StringComparison.OrdinalIgnoreCase)
            );
        return await answers.WriteAsync(
            output => WriteAsync(output, id, csv, database, ct),
            csv ? "text/csv; charset=utf-8" : "application/x-ndjson",
            csv ? $"import-{id}.csv" : null,
            ct
        );
    }

    private static async Task WriteAsync(Stream output, Guid id, bool csv, Database database, CancellationToken ct)
    {
        await using var writer = new StreamWriter(output, leaveOpen: true);
        if (csv)
            await writer.WriteAsync("line,column,value,code,message,severity\r\n");
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(
            "select line, column_name, value, code, message, severity from import_problem where job_id = $1 "
                + "order by line, seq",
            connection
        );
        command.Parameters.Add(new NpgsqlParameter { Value = id });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var problem = new ImportProblem(
                reader.GetInt32(0),
                Text(reader, 1),
                Text(reader, 2),
                reader.GetString(3),
                reader.GetString(4),
                reader.GetString(5)
            );
            await writer.WriteAsync(
                csv
                    ? CsvText.Row(
                        problem.Line,
                        problem.Column,
                        problem.Value,
                        problem.Code,
                        problem.Message,
                        problem.Severity
                    )
                    : JsonSerializer.Serialize(
                        new
                        {
                            problem.Line,
                            problem.Column,
                            problem.Value,
                            problem.Code,
                            problem.Message,
                            problem.Severity,
                        },
                        ContractJson.Options
                    ) + "\n"
            );
        }
    }

    private static string? Text(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);
}
