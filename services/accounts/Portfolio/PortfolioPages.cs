using System.Globalization;
using System.Text;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.Portfolio;

/// <summary>
/// Builds the portfolio's SQL: the page's accounts from the index of its order alone, which has the filters' columns
/// too, the cursor as a row comparison; then the rows of those few.
/// </summary>
public static class PortfolioPages
{
    private const string DefaultSort = "-arrAtRisk";
    private const string RenewalDate = "coalesce(renewal_date, '9999-12-31')";

    private const string Columns = """
        account_id as id, name, lifecycle, industry, country, size, motion, priority, csm, customer_since, arr, arr_at_risk, currency, seats, renewal_date, score, band, open_tickets
        """;

    // Name of the sort → column and its type. Nulls are kept in the order by a value outside the range, so that one
    // index serves both directions.
    private static readonly Dictionary<string, (string Expression, string Type)> Sorts = new(StringComparer.Ordinal)
    {
        ["arrAtRisk"] = ("arr_at_risk", "numeric"),
        ["arr"] = ("arr", "numeric"),
        ["score"] = ("coalesce(score, 101)", "numeric"),
        ["renewalDate"] = (RenewalDate, "date"),
        ["name"] = ("lower(name)", "text"),
    };

    public static string KnownSorts => string.Join(", ", Sorts.Keys.SelectMany(name => new[] { name, "-" + name }));

    public static bool IsSort(string? sort) => sort is null || Sorts.ContainsKey(sort.TrimStart('-'));

    public static async Task<Page<PortfolioLine>> ReadAsync(
        Database database,
        PortfolioQuery query,
        PageRequest page,
        CancellationToken ct
    )
    {
        if (query.Mistakes() is { Count: > 0 } mistakes)
            throw Problem.Invalid(mistakes).ToException();
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
        var after = Cursor.Read<Position>(page.Cursor);
        var (sort, sql) = Compose(query, after);
        var rows = await database.QueryAsync<Row>(sql, Arguments(query, page, after), ct);
        return Page<PortfolioLine>.From(
            rows,
            page.Limit,
            row => row.ToLine(),
            row => new Position(sort, row.SortKey, row.Id)
        );
    }

    /// <summary>The statement of a page with its arguments, for tests that look at its plan.</summary>
    internal static (string Sql, object Args) ComposeForPlan(PortfolioQuery query, PageRequest page)
    {
        var after = Cursor.Read<Position>(page.Cursor);
        return (Compose(query, after).Sql, Arguments(query, page, after));
    }

    private static (string Sort, string Sql) Compose(PortfolioQuery query, Position? after)
    {
        var sort = query.Sort ?? DefaultSort;
        var descending = sort.StartsWith('-');
        var key = descending ? sort[1..] : sort;
        if (!Sorts.TryGetValue(key, out var by))
            throw Problem.Invalid("sort", $"'{sort}' is not one of {KnownSorts}").ToException();
        if (after is not null && !string.Equals(after.Sort, sort, StringComparison.Ordinal))
            throw Problem
                .Invalid("cursor", $"is of a list sorted by '{after.Sort}'; start anew without it")
                .ToException();

        var direction = descending ? "desc" : "asc";
        var sql = new StringBuilder(
            $"""
            select {Columns}, page.sort_key::text as sort_key
            from (
                select account_id, {by.Expression} as sort_key
                from portfolio_entry
                where {Filters}
            """
        );
        AddMemberships(sql, query);
        if (after is not null)
            sql.Append(
                CultureInfo.InvariantCulture,
                $" and ({by.Expression}, account_id) {(descending ? "<" : ">")} (@Key::{by.Type}, @AfterId)"
            );
        sql.Append(
            CultureInfo.InvariantCulture,
            $"""
             order by {by.Expression} {direction}, account_id {direction} limit @Take
            ) as page join portfolio_entry using (account_id)
            order by page.sort_key {direction}, account_id {direction}
            """
        );
        return (sort, sql.ToString());
    }

    public static async Task<PortfolioLine?> OneAsync(Database database, Guid id, CancellationToken ct) =>
        (
            await database.SingleOrDefaultAsync<Row>(
                $"select {Columns} from portfolio_entry where account_id = @id",
                new { id },
                ct
            )
        )?.ToLine();

    /// <summary>
    /// What is not asked for is null, and PostgreSQL, which plans with the values, leaves it out: one text per order
    /// and not one per combination, each of which would be compiled anew on its first use. Memberships are added only
    /// where asked for, because behind an "or" they would not be planned as joins.
    /// </summary>
    private static void AddMemberships(StringBuilder sql, PortfolioQuery query)
    {
        if (query.ExternalId is not null)
            sql.Append(
                " and account_id in (select account_id from account_external_id where source = @IdSource and "
                    + "external_id = @IdValue)"
            );
        if (query.Segment is not null)
            sql.Append(" and account_id in (select account_id from segment_member where segment_id = @Segment)");
    }

    // Renewal dates as the index of their order has them, so that a page sorted by them begins where the filter begins.
    private const string Filters = $"""
        (@Lifecycle::text is null or lifecycle = @Lifecycle) and (@Size::text is null or size = @Size) and (@Motion::text is null or motion = @Motion) and (@Priority::text is null or priority = @Priority)
                and (@Band::text is null or band = @Band) and (@Csm::text is null or csm = @Csm)
                and (@Industry::text is null or industry = @Industry) and (@Country::text is null or country = @Country) and (@NamePart::text is null or lower(name) like @NamePart)
                and (@MinArr::numeric is null or arr >= @MinArr) and (@MaxArr::numeric is null or arr <= @MaxArr)
                and (@RenewsBefore::date is null or {RenewalDate} < @RenewsBefore)
                and (@RenewsAfter::date is null or {RenewalDate} > @RenewsAfter) and (@RenewsAfter::date is null or {RenewalDate} < '9999-12-31')
                and (@IncludeMerged or not merged)
        """;

    private static object Arguments(PortfolioQuery query, PageRequest page, Position? after)
    {
        var externalId = (query.ExternalId.ToNfc() ?? ":").Split(':', 2);
        if (externalId.Length < 2)
            throw Problem.Invalid("externalId", $"'{query.ExternalId}' must be source:id").ToException();
        return new
        {
            query.Lifecycle,
            query.Size,
            query.Motion,
            query.Priority,
            query.Band,
            query.Csm,
            query.Industry,
            query.Country,
            query.Segment,
            NamePart = query.Name is null ? null : $"%{Escaped(query.Name.ToNfc().ToLowerInvariant())}%",
            IdSource = externalId[0],
            IdValue = externalId[1],
            query.MinArr,
            query.MaxArr,
            query.RenewsBefore,
            query.RenewsAfter,
            IncludeMerged = query.IncludeMerged == true,
            Key = after?.Key,
            AfterId = after?.Id,
            Take = page.Limit + 1,
        };
    }

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);

    private sealed record Position(string Sort, string Key, Guid Id);

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Lifecycle { get; init; } = "";
        public string? Industry { get; init; }
        public string? Country { get; init; }
        public string? Size { get; init; }
        public string? Motion { get; init; }
        public string? Priority { get; init; }
        public string? Csm { get; init; }
        public DateOnly? CustomerSince { get; init; }
        public decimal Arr { get; init; }
        public decimal ArrAtRisk { get; init; }
        public string? Currency { get; init; }
        public int? Seats { get; init; }
        public DateOnly? RenewalDate { get; init; }
        public decimal? Score { get; init; }
        public string? Band { get; init; }
        public int OpenTickets { get; init; }
        public string SortKey { get; init; } = "";

        public PortfolioLine ToLine() =>
            new(
                Id,
                Name,
                Lifecycle,
                Industry,
                Country,
                Size,
                Motion,
                Priority,
                Csm,
                CustomerSince,
                Arr,
                ArrAtRisk,
                Currency,
                Seats,
                RenewalDate,
                Score,
                Band,
                OpenTickets
            );
    }
}
