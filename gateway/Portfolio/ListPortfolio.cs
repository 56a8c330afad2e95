using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Portfolio;

/// <summary>
/// Accounts by what is at risk. The list is read from the gateway's own projection, in the order of an index: a page of
/// 100,000 accounts costs what a page of a hundred does.
/// </summary>
public static class ListPortfolio
{
    private sealed record After(string Sort, string Key, Guid Id);

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/v1/portfolio", HandleAsync)
            .WithName(nameof(ListPortfolio))
            .WithTags("gateway")
            .WithSummary("List accounts by ARR at risk")
            .WithDescription(
                "Sort by arrAtRisk, arr, score, renewalDate or name, a minus before it for descending; "
                    + "-arrAtRisk where nothing is said. ARR at risk is ARR × (100 − score) / 100; accounts with "
                    + "insufficient data have none and stand last."
            )
            .Produces<Page<PortfolioItem>>()
            .RequireScope("accounts:read");

    private static async Task<FileContentHttpResult> HandleAsync(
        PageRequest page,
        HttpRequest request,
        Database database,
        PortfolioPages pages,
        CancellationToken ct,
        string? band = null,
        string? segment = null,
        string? owner = null,
        string? sort = null
    )
    {
        var order = PortfolioOrder.Read(sort);
        if (band is not null && !Bands.All.Contains(band, StringComparer.Ordinal))
            throw Problem.Invalid("band", $"'{band}' is not one of {string.Join(", ", Bands.All)}").ToException();
        var after = Cursor.Read<After>(page.Cursor);
        if (after is not null && after.Sort != order.Name)
            throw Problem
                .Invalid("cursor", $"belongs to a list sorted by {after.Sort}: keep the sort of the first page")
                .ToException();
        if (after is not null && !order.Accepts(after.Key))
            throw Problem
                .Invalid("cursor", "is not a cursor of this list: use the 'next' of the page before, unchanged")
                .ToException();

        var query = request.QueryString.Value ?? "";
        if (pages.Find(query) is { } kept)
            return TypedResults.Bytes(kept, "application/json; charset=utf-8");

        var position = pages.Position;
        var sql = Compose(order, band, segment, owner, after);
        var rows = await database.QueryAsync<PortfolioRow>(
            sql,
            new
            {
                band,
                segment,
                owner,
                AfterKey = after?.Key,
                AfterId = after?.Id,
                Limit = page.Limit + 1,
            },
            ct
        );
        var answer = Page<PortfolioItem>.From(
            rows,
            page.Limit,
            row => row.ToItem(),
            row => new After(order.Name, row.SortKey, row.AccountId)
        );
        return TypedResults.Bytes(
            pages.Keep(query, position, JsonSerializer.SerializeToUtf8Bytes(answer, ContractJson.Options)),
            "application/json; charset=utf-8"
        );
    }

    /// <summary>Only what is asked for goes into the statement, so that the planner sees which index serves.</summary>
    internal static string Compose(PortfolioOrder order, string? band, string? segment, string? owner, object? after)
    {
        var sql = new StringBuilder(
            $"""
            select account_id, name, segment, arr, currency, score, band, arr_at_risk, drivers::text as drivers,
                renewal_date, owner, {order.Column}::text as sort_key
              from portfolio_row
             where account_version > 0 and not merged
            """
        );
        if (band is not null)
            sql.Append(" and band = @band");
        if (segment is not null)
            sql.Append(" and segment = @segment");
        if (owner is not null)
            sql.Append(" and owner = @owner");
        if (after is not null)
            sql.Append(" and ").Append(order.After);
        return sql.Append(" order by ").Append(order.OrderBy).Append(" limit @Limit").ToString();
    }
}
