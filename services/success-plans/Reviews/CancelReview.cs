using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;

namespace Platform.SuccessPlans.Reviews;

public sealed record CancelReviewRequest([Required, StringLength(2000)] string Reason);

internal static class CancelReview
{
    public static void Map(IEndpointRouteBuilder reviews) =>
        reviews
            .MapPost("/{id:guid}/cancellation", HandleAsync)
            .WithName(nameof(CancelReview))
            .WithDescription("A review does not take place.");

    private static Task<Results<Ok<ReviewView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CancelReviewRequest request,
        Caller caller,
        ReviewEditor reviews,
        CancellationToken ct
    ) =>
        reviews.ChangeAsync(
            id,
            "update review set status = 'cancelled', reason = @Reason, version = version + 1 where review_id = @id",
            new { id, request.Reason },
            caller,
            ct
        );
}
