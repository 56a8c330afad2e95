using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Scores;

/// <param name="From">The score as it was known then.</param>
/// <param name="To">The score as it was known later.</param>
/// <param name="Change">What made the one out of the other: the amounts of the causes add up to the
/// difference.</param>
public sealed record GetScoreDifferenceResponse(
    Guid AccountId,
    GetScoreDifferenceMoment From,
    GetScoreDifferenceMoment To,
    ScoreChange Change
);

/// <param name="At">The instant that was asked for.</param>
/// <param name="RecordedAt">When what was known then was recorded.</param>
/// <param name="Version">The version of the score that was in force.</param>
/// <param name="Score">0 to 100; left out with insufficient data.</param>
/// <param name="Band">red, yellow or green; left out with insufficient data.</param>
/// <param name="Scorecard">The scorecard that it was computed with.</param>
public sealed record GetScoreDifferenceMoment(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    int Version,
    decimal? Score,
    Band? Band,
    ScorecardReference Scorecard
);

/// <summary><c>GET /v1/accounts/{id}/score/what-changed?from=&amp;to=</c>: why the score is another one than on any
/// earlier day.</summary>
public static class GetScoreDifference
{
    public static void Map(IEndpointRouteBuilder account) =>
        account.MapGet("/score/what-changed", HandleAsync).WithName(nameof(GetScoreDifference));

    /// <param name="from">The earlier instant (RFC 3339).</param>
    /// <param name="to">The later instant (RFC 3339); left out: now.</param>
    private static async Task<Results<Ok<GetScoreDifferenceResponse>, ProblemHttpResult>> HandleAsync(
        Guid accountId,
        DateTimeOffset from,
        ScoreReader scores,
        TimeProvider clock,
        CancellationToken ct,
        DateTimeOffset? to = null
    )
    {
        var (first, last) = (from.ToUniversalTime(), (to ?? clock.GetUtcNow()).ToUniversalTime());
        if (last < first)
            return Problem.Invalid("to", $"{last:O} lies before from, {first:O}").ToResult();
        if (await scores.AtAsync(accountId, first, ct) is not { } before)
            return ScoreProblems.NoScore(accountId, first).ToResult();
        var after = (await scores.AtAsync(accountId, last, ct))!;
        return TypedResults.Ok(
            new GetScoreDifferenceResponse(
                accountId,
                Moment(first, before),
                Moment(last, after),
                ScoreChanges.Between(before.Card.Rules, before.Row.Values, after.Card.Rules, after.Row.Values)
            )
        );
    }

    private static GetScoreDifferenceMoment Moment(DateTimeOffset at, ExplainedScore score) =>
        new(
            at,
            score.Row.ScoredAt,
            score.Row.Version,
            score.Score.Score,
            score.Score.Band,
            new ScorecardReference(score.Card.Id, score.Card.Segment, score.Card.Version)
        );
}
