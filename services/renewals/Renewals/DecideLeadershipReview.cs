using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Renewals;

/// <param name="Decision">What leadership decided, in words.</param>
public sealed record DecideLeadershipReviewRequest([Required, StringLength(2000)] string Decision);

public static class DecideLeadershipReview
{
    public static void Map(IEndpointRouteBuilder renewals) =>
        renewals
            .MapPost("/leadership-reviews/{id:guid}/decision", HandleAsync)
            .WithName(nameof(DecideLeadershipReview))
            .WithDescription("What leadership decided where the three likelihoods disagreed.")
            .RequireRoles(Roles.Manager, Roles.Executive, Roles.Ops)
            .LetExecutivesWrite();

    private static async Task<Results<Ok<LeadershipReviewResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        DecideLeadershipReviewRequest request,
        Caller caller,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var done = await work.ExecuteAsync(
            Decide,
            new
            {
                id,
                request.Decision,
                By = caller.Id,
                Now = clock.GetUtcNow(),
            }
        );
        var row = await work.SingleOrDefaultAsync<LeadershipReviewResponse>(
            $"{LeadershipReviewResponse.Select} where l.id = @id",
            new { id }
        );
        if (row is null)
            return Problem.NotFound("leadership review", id).ToResult();
        if (done == 0)
        {
            return new Problem(
                "renewals/review-decided",
                StatusCodes.Status409Conflict,
                "The review is decided.",
                $"{row.DecidedBy} decided on {row.DecidedAt:yyyy-MM-dd}: {row.Decision}"
            ).ToResult();
        }

        await work.CommitAsync();
        return TypedResults.Ok(row);
    }

    private const string Decide = """
        update leadership_review set decision = @Decision, decided_by = @By, decided_at = @Now
            where id = @id and decided_at is null
        """;
}
