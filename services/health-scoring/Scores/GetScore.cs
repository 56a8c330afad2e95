using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.HealthScoring.Scores;

/// <summary><c>GET /v1/accounts/{id}/score</c>: now, or with <c>?at=</c> as it was known at a past instant.</summary>
public static class GetScore
{
    public static void Map(IEndpointRouteBuilder account) =>
        account.MapGet("/score", HandleAsync).WithName(nameof(GetScore));

    private static async Task<Results<Ok<ScoreResponse>, ProblemHttpResult>> HandleAsync(
        Guid accountId,
        ScoreReader scores,
        CancellationToken ct,
        DateTimeOffset? at = null
    )
    {
        var score = at is { } instant
            ? await scores.AtAsync(accountId, instant.ToUniversalTime(), ct)
            : await scores.CurrentAsync(accountId, ct);
        return score is null
            ? ScoreProblems.NoScore(accountId, at).ToResult()
            : TypedResults.Ok(ScoreResponse.From(score));
    }
}
