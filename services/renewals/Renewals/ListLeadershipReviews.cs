using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Renewals.Renewals;

/// <summary>What was put before leadership, because the three sources disagree by more than one class.</summary>
public static class ListLeadershipReviews
{
    public static void Map(IEndpointRouteBuilder renewals) =>
        renewals
            .MapGet("/leadership-reviews", HandleAsync)
            .WithName(nameof(ListLeadershipReviews))
            .WithDescription("Renewals whose three likelihoods disagree, for leadership to decide.");

    private static async Task<Ok<IReadOnlyList<LeadershipReviewResponse>>> HandleAsync(
        bool? decided,
        Database database,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await database.QueryAsync<LeadershipReviewResponse>(
                $"{LeadershipReviewResponse.Select} where @decided::bool is null or (l.decided_at is not null) = "
                    + "@decided order by r.ends_on limit 500",
                new { decided },
                ct
            )
        );
}
