using System.Text.Json;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Audit;

/// <summary>Who did what, when, before and after; newest first, paged, or as a file
/// (<c>/v1/audit/export?format=csv|ndjson</c>).</summary>
public static class QueryAudit
{
    public static void Map(IEndpointRouteBuilder audit)
    {
        audit.MapGet("/", PageAsync).WithName(nameof(QueryAudit)).Produces<Page<AuditLine>>();
        audit
            .MapGet("/export", ExportAsync)
            .WithName("ExportAudit")
            .WithDescription(
                "The audit log's entries that match, as one CSV file; "
                    + "cells that spreadsheets would run as formulas are escaped."
            )
            .RequireRoles(Roles.Ops, Roles.Manager);
    }

    private static async Task<IResult> PageAsync(
        [AsParameters] AuditQuery query,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<Row>(
            $"{Read} and seq < @After order by seq desc limit @Take",
            Args(query, after?.Seq ?? long.MaxValue, page.Limit + 1),
            ct
        );
        return TypedResults.Ok(
            Page<AuditLine>.From(rows, page.Limit, row => row.ToLine(), row => new Position(row.Seq))
        );
    }

    private static Task<Microsoft.AspNetCore.Http.HttpResults.FileStreamHttpResult> ExportAsync(
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
            var rows = await database.QueryAsync<Row>(
                $"{Read} and seq < @After order by seq desc limit @Take",
                Args(query, after, 5000),
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

    private static object Args(AuditQuery query, long after, int take) =>
        new
        {
            query.Account,
            query.Subject,
            query.Actor,
            query.Action,
            From = query.From?.ToUniversalTime(),
            To = query.To?.ToUniversalTime(),
            After = after,
            Take = take,
        };

    private sealed record Position(long Seq);

    private sealed class Row
    {
        public long Seq { get; init; }
        public DateTimeOffset At { get; init; }
        public string Actor { get; init; } = "";
        public string Action { get; init; } = "";
        public string Subject { get; init; } = "";
        public Guid SubjectId { get; init; }
        public Guid? AccountId { get; init; }
        public string? Before { get; init; }
        public string? After { get; init; }
        public string? Reason { get; init; }

        public AuditLine ToLine() =>
            new(Seq, At, Actor, Action, Subject, SubjectId, AccountId, Parse(Before), Parse(After), Reason);

        private static JsonElement? Parse(string? json) =>
            json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);
    }

    private const string Read = """
        select seq, at, actor, action, subject, subject_id, account_id, before::text as before, after::text as after,
            reason from audit_entry
        where (@Account::uuid is null or account_id = @Account) and (@Subject::uuid is null or subject_id = @Subject)
            and (@Actor::text is null or actor = @Actor)
          and (@Action::text is null or action = @Action) and (@From::timestamptz is null or at >= @From)
              and (@To::timestamptz is null or at < @To)
        """;
}
