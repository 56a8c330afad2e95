using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Advocates;

/// <summary>Finds the people to try a feature first: those who wrote about it in an answer or a request.</summary>
public static class FindBetaCandidates
{
    public static void Map(IEndpointRouteBuilder advocates) =>
        advocates.MapGet("/beta-candidates", HandleAsync).WithName(nameof(FindBetaCandidates));

    /// <param name="q">Words of the feature, as in a search engine.</param>
    private static async Task<Ok<IReadOnlyList<BetaCandidate>>> HandleAsync(
        string q,
        int? most,
        Database database,
        CancellationToken ct
    )
    {
        if (string.IsNullOrWhiteSpace(q))
            throw Problem.Invalid("q", "is missing: words of the feature").ToException();
        if (most is < 1 or > 200)
            throw Problem.Invalid("most", $"{most} is not from 1 to 200").ToException();
        return TypedResults.Ok(await database.QueryAsync<BetaCandidate>(Sql, new { q, Most = most ?? 50 }, ct));
    }

    private const string Sql = """
        with said as (
            select a.account_id, a.contact_id, a.comment as quote, a.answered_at as at from answer a
                where a.contact_id is not null and a.words @@ websearch_to_tsquery('simple', @q)
            union all
            select v.account_id, v.contact_id, r.title, v.at
            from request_vote v join product_request r on r.id = v.asked_as
            where v.contact_id is not null
                and to_tsvector('simple', r.title || ' ' || r.description || ' ' || coalesce(v.note, '')) @@
                websearch_to_tsquery('simple', @q)
        )
        select s.account_id, max(c.name) as account, s.contact_id, max(p.name) as contact, max(p.email) as email,
            count(*)::int as mentions,
               (array_agg(s.quote order by s.at desc))[1] as quote, max(s.at) as latest_at
        from said s
        join contact_copy p on p.contact_id = s.contact_id and p.status = 'active'
        left join account_copy c on c.account_id = s.account_id
        group by s.account_id, s.contact_id
        order by mentions desc, latest_at desc limit @Most
        """;
}
