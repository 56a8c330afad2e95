using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Reviews;

internal static class GetReview
{
    public static void Map(IEndpointRouteBuilder reviews) =>
        reviews
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetReview))
            .WithDescription("One review with attendees and materials.");

    private static async Task<Results<Ok<ReviewView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (await ReviewView.ReadAsync(work, id) is not { } view)
            return Problem.NotFound("review", id).ToResult();
        response.SetETag(view.Version);
        return TypedResults.Ok(view);
    }
}
