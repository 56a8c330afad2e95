using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Requests;

public static class GetRequests
{
    public static void Map(IEndpointRouteBuilder requests)
    {
        requests.MapGet("/", ListAsync).WithName("ListRequests").WithDescription("Product requests by demand.");
        requests
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetRequest")
            .WithDescription("One product request with the demand for it.");
        requests
            .MapGet("/{id:guid}/votes", VotesAsync)
            .WithName("ListVotes")
            .WithDescription("Who asked for it, each with their words.");
        requests
            .MapGet("/{id:guid}/history", HistoryAsync)
            .WithName("ListRequestHistory")
            .WithDescription("What became of a request, change by change.");
    }

    /// <param name="sort"><c>accounts</c>, <c>arr</c>, <c>renewing</c> (ARR that renews within 180 days) or
    /// <c>newest</c>, the default; the largest first.</param>
    private static async Task<Page<RequestResponse>> ListAsync(
        string? status,
        string? product,
        Guid? accountId,
        string? q,
        bool? open,
        string? sort,
        PageRequest page,
        Database database,
        RequestBook book,
        CancellationToken ct
    )
    {
        var key = (sort ?? "newest") switch
        {
            "accounts" => "d.accounts::numeric",
            "arr" => "d.arr",
            "renewing" => "d.arr_renewing",
            "newest" => "extract(epoch from r.created_at)::numeric",
            _ => throw Problem.Invalid("sort", $"'{sort}' is none of: accounts, arr, renewing, newest").ToException(),
        };
        var after = Cursor.Read<After>(page.Cursor);
        var rows = await database.QueryAsync<RequestRow>(
            $"""
            {RequestRow.Select}
            where r.merged_into is null and (@status::text is null or r.status = @status) and (@product::text is null or r.product = @product)
              and (@open::boolean is null or @open = (r.status not in ('shipped', 'declined')))
              and (@accountId::uuid is null or exists (select from request_vote v where v.request_id = r.id and v.account_id = @accountId))
              and (@q::text is null or to_tsvector('simple', r.title || ' ' || r.description) @@ websearch_to_tsquery('simple', @q))
              and (@AfterId::uuid is null or ({key}, r.id) < (@AfterKey, @AfterId))
            order by {key} desc, r.id desc limit @Limit
            """,
            book.Args(
                new
                {
                    status,
                    product,
                    open,
                    accountId,
                    q,
                    AfterKey = after?.Key,
                    AfterId = after?.Id,
                    Limit = page.Limit + 1,
                }
            ),
            ct
        );
        return Page<RequestResponse>.From(
            rows,
            page.Limit,
            r => r.ToResponse(book.Currency),
            r => new After(KeyOf(r, sort), r.Id)
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

    private static async Task<Results<Ok<RequestResponse>, ProblemHttpResult>> GetAsync(
        Guid id,
        HttpResponse response,
        RequestBook book,
        CancellationToken ct
    )
    {
        if (await book.FindAsync(id, ct) is not { } request)
            return Problem.NotFound("request", id).ToResult();
        response.SetETag(request.Version);
        return TypedResults.Ok(request);
    }

    private static Task<IReadOnlyList<VoteResponse>> VotesAsync(Guid id, Database database, CancellationToken ct) =>
        database.QueryAsync<VoteResponse>(Votes, new { id }, ct);

    private static Task<IReadOnlyList<RequestHistoryEntry>> HistoryAsync(
        Guid id,
        Database database,
        CancellationToken ct
    ) => database.QueryAsync<RequestHistoryEntry>(History, new { id }, ct);

    private sealed record After(decimal Key, Guid Id);

    private const string Votes = """
        select v.id, v.account_id, a.name as account, v.contact_id, c.name as contact, v.source, v.by, v.note,
            v.asked_as, o.title as asked_title, v.at
        from request_vote v
        join product_request o on o.id = v.asked_as
        left join account_copy a on a.account_id = v.account_id
        left join contact_copy c on c.contact_id = v.contact_id
        where v.request_id = @id order by v.at, v.id limit 1000
        """;

    private const string History = """
        select version, what, from_status as "from", to_status as "to", other_id, reason, at, by from request_history
            where request_id = @id order by version
        """;
}
