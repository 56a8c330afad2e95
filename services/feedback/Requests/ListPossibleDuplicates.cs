using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Requests;

public static class ListPossibleDuplicates
{
    public static void Map(IEndpointRouteBuilder requests) =>
        requests
            .MapGet("/{id:guid}/duplicates", HandleAsync)
            .WithName(nameof(ListPossibleDuplicates))
            .WithDescription("Requests in similar words, the most alike first.");

    private static async Task<Results<Ok<IReadOnlyList<SimilarRequest>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RequestRepository requests,
        RequestService service,
        CancellationToken ct
    ) =>
        await requests.FindAsync(id, ct) is { } request
            ? TypedResults.Ok(await service.SimilarAsync(id, $"{request.Title} {request.Description}", ct))
            : Problem.NotFound("request", id).ToResult();
}
