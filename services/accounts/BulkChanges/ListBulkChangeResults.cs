using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.BulkChanges;

/// <summary>What became of each account of a bulk change, in the order in which they were given.</summary>
public static class ListBulkChangeResults
{
    public static void Map(IEndpointRouteBuilder bulk) =>
        bulk.MapGet("/{id:guid}/results", HandleAsync).WithName(nameof(ListBulkChangeResults));

    /// <param name="result">Only accounts with this result.</param>
    private static async Task<Results<Ok<Page<BulkResult>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        string? result,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        if (result is not null && !BulkResult.Results.Contains(result, StringComparer.Ordinal))
            return Problem
                .Invalid("result", $"'{result}' is not one of {string.Join(", ", BulkResult.Results)}")
                .ToResult();
        if (!await database.ScalarAsync<bool>("select exists (select from bulk_change where id = @id)", new { id }, ct))
            return BulkProblems.NotFound(id).ToResult();
        var after = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<Row>(
            Read,
            new
            {
                id,
                result,
                After = after?.Place ?? 0,
                Take = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(
            Page<BulkResult>.From(
                rows,
                page.Limit,
                row => new BulkResult(row.AccountId, row.Name, row.Result, row.Reason),
                row => new Position(row.Place)
            )
        );
    }

    private sealed record Position(int Place);

    private sealed class Row
    {
        public Guid AccountId { get; init; }
        public string? Name { get; init; }
        public string Result { get; init; } = "";
        public string? Reason { get; init; }
        public int Place { get; init; }
    }

    private const string Read = """
        select account_id, portfolio_entry.name, result, reason, place
        from bulk_change_item left join portfolio_entry using (account_id)
        where bulk_id = @id and place > @After and (@result::text is null or result = @result)
        order by place limit @Take
        """;
}
