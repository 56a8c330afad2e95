using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Requests;

/// <param name="Sort"><c>accounts</c>, <c>arr</c>, <c>renewing</c> (ARR that renews within 180 days) or
/// <c>newest</c>, the default; the largest first.</param>
public sealed record ListRequestsQuery(
    string? Status,
    string? Product,
    Guid? AccountId,
    string? Q,
    bool? Open,
    string? Sort
);

public static class ListRequests
{
    public static void Map(IEndpointRouteBuilder requests) =>
        requests.MapGet("/", HandleAsync).WithName(nameof(ListRequests)).WithDescription("Product requests by demand.");

    private static async Task<Ok<Page<RequestResponse>>> HandleAsync(
        [AsParameters] ListRequestsQuery query,
        PageRequest page,
        Database database,
        RequestRepository requests,
        CancellationToken ct
    )
    {
        var key = (query.Sort ?? "newest") switch
        {
            "accounts" => "d.accounts::numeric",
            "arr" => "d.arr",
            "renewing" => "d.arr_renewing",
            "newest" => "extract(epoch from r.created_at)::numeric",
            _ => throw Problem
                .Invalid("sort", $"'{query.Sort}' is none of: accounts, arr, renewing, newest")
                .ToException(),
        };
        var after = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<RequestRow>(
            $"""
            {RequestRow.Select}
            where r.merged_into is null and (@status::text is null or r.status = @status)
              and (@product::text is null or r.product = @product)
              and (@open::boolean is null or @open = (r.status not in ('shipped', 'declined')))
              and (@accountId::uuid is null or exists (select from request_vote v
                  where v.request_id = r.id and v.account_id = @accountId))
              and (@q::text is null or to_tsvector('simple', r.title || ' ' || r.description)
                  @@ websearch_to_tsquery('simple', @q))
              and (@AfterId::uuid is null or ({key}, r.id) < (@AfterKey, @AfterId))
            order by {key} desc, r.id desc limit @Limit
            """,
            requests.Args(
                new
                {
                    query.Status,
                    query.Product,
                    query.Open,
                    query.AccountId,
                    query.Q,
                    AfterKey = after?.Key,
                    AfterId = after?.Id,
                    Limit = page.Limit + 1,
                }
            ),
            ct
        );
        return TypedResults.Ok(
            Page<RequestResponse>.From(
                rows,
                page.Limit,
                r => r.ToResponse(requests.Currency),
                r => new Position(KeyOf(r, query.Sort), r.Id)
            )
        );
    }

    private static decimal KeyOf(RequestRow r, string? sort) =>
        sort switch
        {
            "accounts" => r.Accounts,
            "arr" => r.Arr,
            "renewing" => r.ArrRenewing,
            _ => (decimal)(r.CreatedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerSecond,
        };

    private sealed record Position(decimal Key, Guid Id);
}
