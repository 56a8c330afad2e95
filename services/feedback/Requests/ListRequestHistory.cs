using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Requests;

public static class ListRequestHistory
{
    public static void Map(IEndpointRouteBuilder requests) =>
        requests
            .MapGet("/{id:guid}/history", HandleAsync)
            .WithName(nameof(ListRequestHistory))
            .WithDescription("What became of a request, change by change.");

    private static async Task<Ok<IReadOnlyList<RequestChange>>> HandleAsync(
        Guid id,
        Database database,
        CancellationToken ct
    ) => TypedResults.Ok(await database.QueryAsync<RequestChange>(History, new { id }, ct));

    private const string History = """
        select version, what, from_status as "from", to_status as "to", other_id, reason, at, by from request_history
            where request_id = @id order by version
        """;
}
