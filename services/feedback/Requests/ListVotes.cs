using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Requests;

public static class ListVotes
{
    public static void Map(IEndpointRouteBuilder requests) =>
        requests
            .MapGet("/{id:guid}/votes", HandleAsync)
            .WithName(nameof(ListVotes))
            .WithDescription("Who asked for it, each with their words.");

    private static async Task<Ok<IReadOnlyList<VoteResponse>>> HandleAsync(
        Guid id,
        Database database,
        CancellationToken ct
    ) => TypedResults.Ok(await database.QueryAsync<VoteResponse>(Votes, new { id }, ct));

    private const string Votes = """
        select v.id, v.account_id, a.name as account, v.contact_id, c.name as contact, v.source, v.by, v.note,
            v.asked_as, o.title as asked_title, v.at
        from request_vote v
        join product_request o on o.id = v.asked_as
        left join account_copy a on a.account_id = v.account_id
        left join contact_copy c on c.contact_id = v.contact_id
        where v.request_id = @id order by v.at, v.id limit 1000
        """;
}
