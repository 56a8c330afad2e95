using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Portfolio;

/// <summary>Reads the portfolio page by page.</summary>
internal static class PortfolioPages
{
    public static Task<Page<PortfolioLine>> ReadAsync(
        Database database,
        PortfolioQuery query,
        PageRequest page,
        CancellationToken ct
    ) => ReadAsync(database, query, page, row => row.ToLine(), ct);

    /// <exception cref="ProblemException">400 for a filter, a sort or a cursor that does not fit.</exception>
    public static async Task<Page<T>> ReadAsync<T>(
        Database database,
        PortfolioQuery query,
        PageRequest page,
        Func<PortfolioRow, T> show,
        CancellationToken ct
    )
    {
        if (query.Mistakes() is { Count: > 0 } mistakes)
            throw Problem.Invalid(mistakes).ToException();
        await CheckSegmentAsync(database, query, ct);
        var after = Cursor.Read<PortfolioPosition>(page.Cursor);
        var (sort, sql) = PortfolioSql.Compose(query, after);
        var rows = await database.QueryAsync<PortfolioRow>(sql, PortfolioSql.Arguments(query, page, after), ct);
        return Page<T>.From(rows, page.Limit, show, row => new PortfolioPosition(sort, row.SortKey, row.Id));
    }

    /// <exception cref="ProblemException">400 for a segment that there is not.</exception>
    public static async Task CheckSegmentAsync(Database database, PortfolioQuery query, CancellationToken ct)
    {
        var isSegment =
            query.Segment is not { } segment
            || await database.ScalarAsync<bool>(
                "select exists (select 1 from segment where id = @segment)",
                new { segment },
                ct
            );
        if (!isSegment)
            throw Problem
                .Invalid("segment", $"there is no segment {query.Segment}: GET /v1/segments lists them")
                .ToException();
    }

    /// <summary>The statement of a page with its arguments, for tests that look at its plan.</summary>
    internal static (string Sql, object Args) ComposeForPlan(PortfolioQuery query, PageRequest page)
    {
        var after = Cursor.Read<PortfolioPosition>(page.Cursor);
        return (PortfolioSql.Compose(query, after).Sql, PortfolioSql.Arguments(query, page, after));
    }

    public static async Task<PortfolioLine?> OneAsync(Database database, Guid id, CancellationToken ct) =>
        (
            await database.SingleOrDefaultAsync<PortfolioRow>(
                $"select {PortfolioRow.Columns} from portfolio_entry where account_id = @id",
                new { id },
                ct
            )
        )?.ToLine();
}
