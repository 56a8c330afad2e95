using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Requests;

public static class GetRequest
{
    public static void Map(IEndpointRouteBuilder requests) =>
        requests
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetRequest))
            .WithDescription("One product request with the demand for it.");

    private static async Task<Results<Ok<RequestResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        RequestRepository requests,
        CancellationToken ct
    )
    {
        if (await requests.FindAsync(id, ct) is not { } request)
            return Problem.NotFound("request", id).ToResult();
        response.SetETag(request.Version);
        return TypedResults.Ok(request);
    }
}
