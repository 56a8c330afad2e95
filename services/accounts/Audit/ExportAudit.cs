using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Audit;

/// <summary>The audit log's entries that match as one file (<c>format=csv|ndjson</c>), however long.</summary>
public static class ExportAudit
{
    public static void Map(IEndpointRouteBuilder audit) =>
        audit
            .MapGet("/export", HandleAsync)
            .WithName(nameof(ExportAudit))
            .WithDescription(
                "The audit log's entries that match, as one CSV file; "
                    + "cells that spreadsheets would run as formulas are escaped."
            )
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static Task<FileStreamHttpResult> HandleAsync(
        [AsParameters] AuditQuery query,
        string? format,
        Database database,
        LongAnswers answers,
        CancellationToken ct
    )
    {
        var csv = format != "ndjson";
        return answers.WriteAsync(
            output => WriteAsync(output, query, csv, database, ct),
            csv ? "text/csv; charset=utf-8" : "application/x-ndjson",
            csv ? "audit.csv" : "audit.ndjson",
            ct
        );
    }

    private static async Task WriteAsync(
        Stream output,
        AuditQuery query,
        bool csv,
        Database database,
        CancellationToken ct
    )
    {
        await using var writer = new StreamWriter(output, leaveOpen: true);
        if (csv)
            await writer.WriteAsync("seq,at,actor,action,subject,subjectId,accountId,before,after,reason\r\n");
        for (var after = long.MaxValue; ; )
        {
            var rows = await database.QueryAsync<AuditRow>(
                $"{AuditRow.Read} and seq < @After order by seq desc limit @Take",
                AuditRow.Arguments(query, after, 5000),
                ct
            );
            foreach (var row in rows)
            {
                await writer.WriteAsync(
                    csv
                        ? CsvText.Row(
                            row.Seq,
                            row.At,
                            row.Actor,
                            row.Action,
                            row.Subject,
                            row.SubjectId,
                            row.AccountId,
                            row.Before,
                            row.After,
                            row.Reason
                        )
                        : JsonSerializer.Serialize(row.ToLine(), ContractJson.Options) + "\n"
                );
            }
            if (rows.Count < 5000)
                return;
            after = rows[^1].Seq;
        }
    }
}
