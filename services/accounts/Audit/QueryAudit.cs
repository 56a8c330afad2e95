using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Audit;

/// <summary>Who did what, when, before and after; newest first.</summary>
public static class QueryAudit
{
    public static void Map(IEndpointRouteBuilder audit) => audit.MapGet("/", HandleAsync).WithName(nameof(QueryAudit));

    private static async Task<Ok<Page<AuditLine>>> HandleAsync(
        [AsParameters] AuditQuery query,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<AuditRow>(
            $"{AuditRow.Read} and seq < @After order by seq desc limit @Take",
            AuditRow.Arguments(query, after?.Seq ?? long.MaxValue, page.Limit + 1),
            ct
        );
        return TypedResults.Ok(
            Page<AuditLine>.From(rows, page.Limit, row => row.ToLine(), row => new Position(row.Seq))
        );
    }

    private sealed record Position(long Seq);
}
