using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Reviews;

public sealed record ScheduleReviewRequest(DateTimeOffset At);

/// <summary>Puts a review into the calendar, moves it, or calls it off.</summary>
internal static class ScheduleReview
{
    public static void Map(IEndpointRouteBuilder reviews) =>
        reviews.MapPost("/{id:guid}/schedule", HandleAsync).WithName(nameof(ScheduleReview));

    private static async Task<Results<Ok<ReviewView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ScheduleReviewRequest request,
        Caller caller,
        ReviewEditor reviews,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (request.At < clock.GetUtcNow())
            return Problem.Invalid("at", $"{request.At:O} has passed").ToResult();
        return await reviews.ChangeAsync(
            id,
            "update review set status = 'scheduled', scheduled_at = @At, version = version + 1 where review_id = @id",
            new { id, request.At },
            caller,
            ct
        );
    }
}
