using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.Search;

public sealed record SearchEverythingResponse(IReadOnlyList<Found> Items);

/// <summary>
/// Accounts by name, domain and external id, contacts by name and e-mail; forgives typing errors (trigrams of
/// PostgreSQL). Of equally near ones accounts stand before contacts.
/// </summary>
public static class SearchEverything
{
    // Near matches first: only where there are none are looser ones looked for, of which common words have tens of
    // thousands in a large book.
    private static readonly string[] Similarities = ["0.6", "0.45", "0.3"];

    /// <summary>So many are compared at most per kind; a word that more of them have says too little.</summary>
    private const int Candidates = 2_000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/search", HandleAsync).WithName(nameof(SearchEverything));

    private static async Task<Results<Ok<SearchEverythingResponse>, ProblemHttpResult>> HandleAsync(
        string q,
        int? limit,
        Database database,
        CancellationToken ct
    )
    {
        if (string.IsNullOrWhiteSpace(q) || q.Trim().Length is < 2 or > 100)
            return Problem.Invalid("q", "must have 2 to 100 characters").ToResult();
        if (limit is < 1 or > 100)
            return Problem.Invalid("limit", $"'{limit}' is not from 1 to 100").ToResult();
        var text = q.Trim().ToNfc();
        // A web site is found however it is spelt; a plain word is its own domain.
        var args = new
        {
            Text = text.ToLowerInvariant(),
            Domain = DomainName.HostOf(text) ?? text.ToLowerInvariant(),
            Exact = text,
            Limit = limit ?? 20,
            Candidates,
        };
        await using var work = await database.BeginAsync(ct);
        IReadOnlyList<Row> rows = [];
        foreach (var least in Similarities)
        {
            await work.ExecuteAsync($"set local pg_trgm.word_similarity_threshold = {least}");
            rows = [.. await work.QueryAsync<Row>(Search, args)];
            if (rows.Count > 0)
                break;
        }

        return TypedResults.Ok(
            new SearchEverythingResponse([
                .. rows.Select(row => new Found(
                    row.Kind,
                    row.Id,
                    row.AccountId,
                    row.Name,
                    row.Text,
                    Math.Round(row.Similarity, 4)
                )),
            ])
        );
    }

    private sealed class Row
    {
        public string Kind { get; init; } = "";
        public Guid Id { get; init; }
        public Guid AccountId { get; init; }
        public string Name { get; init; } = "";
        public string Text { get; init; } = "";
        public double Similarity { get; init; }
    }

    private const string Search = """
        select * from (
            select distinct on (found.id) * from (
                (select 'account' as kind, account_id as id, account_id, name, name as text,
                    word_similarity(@Text, lower(name))::float8 as similarity
                 from (select account_id, name from portfolio_entry
                     where @Text <% lower(name) and not merged limit @Candidates) as near
                     order by similarity desc limit @Limit)
                union all
                (select 'account', id, id, name, domain, word_similarity(@Domain, lower(domain))::float8
                 from (select id, name, domain from account where @Domain <% lower(domain)
                     and merged_into is null limit @Candidates) as near order by 6 desc limit @Limit)
                union all
                (select 'account', account.id, account.id, name, source || ':' || external_id, 1.0
                 from account_external_id join account on account.id = account_id
                     where external_id = @Exact limit @Limit)
                union all
                (select 'contact', id, account_id, name, name, word_similarity(@Text, lower(name))::float8
                 from (select id, account_id, name, email from contact
                     where @Text <% lower(name) and merged_into is null limit @Candidates) as near
                     order by 6 desc limit @Limit)
                union all
                (select 'contact', id, account_id, name, email, word_similarity(@Text, lower(email))::float8
                 from (select id, account_id, name, email from contact
                     where @Text <% lower(email) and merged_into is null limit @Candidates) as near
                     order by 6 desc limit @Limit)
            ) as found order by found.id, found.similarity desc
        ) as best
        order by best.similarity desc, best.kind, best.name, best.id
        limit @Limit
        """;
}
