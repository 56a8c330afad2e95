using System.Globalization;
using System.Text;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.Portfolio;

/// <summary>
/// The one builder of the portfolio's statements, for lists, saved views and exports: the page's accounts from the
/// index of its order alone, which has the filters' columns too, the cursor as a row comparison; then the rows of those
/// few.
/// </summary>
internal static class PortfolioSql
{
    private const string DefaultSort = "-expectedLoss";
    private const string RenewalDate = "coalesce(renewal_date, '9999-12-31')";

    // Name of the sort → column and its type. Nulls are kept in the order by a value outside the range, so that one
    // index serves both directions.
    private static readonly Dictionary<string, (string Expression, string Type)> Sorts = new(StringComparer.Ordinal)
    {
        ["expectedLoss"] = ("expected_loss", "numeric"),
        ["arrAtRisk"] = ("arr_at_risk", "numeric"),
        ["arr"] = ("arr", "numeric"),
        ["score"] = ("coalesce(score, 101)", "numeric"),
        ["renewalDate"] = (RenewalDate, "date"),
        ["name"] = ("lower(name)", "text"),
    };

    public static string KnownSorts => string.Join(", ", Sorts.Keys.SelectMany(name => new[] { name, "-" + name }));

    public static bool IsSort(string? sort) =>
        string.IsNullOrEmpty(sort) || Sorts.ContainsKey(sort.StartsWith('-') ? sort[1..] : sort);

    public static (string Sort, string Sql) Compose(PortfolioQuery query, PortfolioPosition? after)
    {
        var sort = string.IsNullOrEmpty(query.Sort) ? DefaultSort : query.Sort;
        var descending = sort.StartsWith('-');
        if (!Sorts.TryGetValue(descending ? sort[1..] : sort, out var by))
            throw Problem.Invalid("sort", $"'{sort}' is not one of {KnownSorts}").ToException();
        if (after is not null && !string.Equals(after.Sort, sort, StringComparison.Ordinal))
            throw Problem
                .Invalid("cursor", $"is of a list sorted by '{after.Sort}'; start anew without it")
                .ToException();

        var direction = descending ? "desc" : "asc";
        var sql = new StringBuilder(
            $"""
            select {PortfolioRow.Columns}, page.sort_key::text as sort_key
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

    /// <summary>All rows that match, or what changed with whether it matches; id and match stand before the
    /// columns.</summary>
    /// <param name="query">A sort only where one is wanted: 100,000 rows are sorted in a tenth of a second.</param>
    /// <param name="columns">SQL of the columns.</param>
    /// <param name="onlyChanged">What was changed by the transaction @Since or a later one.</param>
    public static string ComposeColumns(PortfolioQuery query, IReadOnlyList<string> columns, bool onlyChanged)
    {
        var filters = new StringBuilder(Filters);
        AddMemberships(filters, query);
        var sort = query.Sort ?? "";
        var order = sort.Length == 0 ? "" : Order(Sorts[sort.TrimStart('-')].Expression, sort.StartsWith('-'));
        return onlyChanged
            ? $"select account_id, coalesce(({filters}), false), {string.Join(", ", columns)} from portfolio_entry "
                + $"where changed_in >= @Since::text::xid8 {order}"
            : $"select account_id, true, {string.Join(", ", columns)} from portfolio_entry where {filters} {order}";

        static string Order(string expression, bool descending)
        {
            var direction = descending ? "desc" : "asc";
            return $"order by {expression} {direction}, account_id {direction}";
        }
    }

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
        (@Lifecycle::text is null or lifecycle = @Lifecycle) and (@Size::text is null or size = @Size)
                and (@Motion::text is null or motion = @Motion) and (@Priority::text is null or priority = @Priority)
                and (@Band::text is null or band = @Band) and (not @NoBand or band is null)
                and (@AtRisk::boolean is null or at_risk = @AtRisk) and (@Csm::text is null or csm = @Csm)
                and (@Industry::text is null or industry = @Industry) and (@Country::text is null or country = @Country)
                and (@NamePart::text is null or lower(name) like @NamePart)
                and (@MinArr::numeric is null or arr >= @MinArr) and (@MaxArr::numeric is null or arr <= @MaxArr)
                and (@RenewsBefore::date is null or {RenewalDate} < @RenewsBefore)
                and (@RenewsAfter::date is null or {RenewalDate} > @RenewsAfter)
                and (@RenewsAfter::date is null or {RenewalDate} < '9999-12-31')
                and (@IncludeMerged or not merged)
        """;

    public static object Arguments(PortfolioQuery query, PageRequest page, PortfolioPosition? after)
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
            Band = query.Band == HealthBands.InsufficientData ? null : query.Band,
            NoBand = query.Band == HealthBands.InsufficientData,
            query.AtRisk,
            query.Csm,
            query.Industry,
            query.Country,
            query.Segment,
            NamePart = query.Name is null ? null : $"%{Patterns.Escape(query.Name.ToNfc().ToLowerInvariant())}%",
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
}
