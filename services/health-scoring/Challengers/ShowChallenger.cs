using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Scorecards.Library;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Challengers;

/// <param name="Contributions">What each measure adds under the trial scorecard.</param>
/// <param name="History">Changes of the score under the trial scorecard, latest first, at most 200; that of the active
/// one is at <c>/scores</c>.</param>
/// <param name="ActiveScore">Points by the scorecard in force, 0 to 100.</param>
/// <param name="ActiveBand">Band by the scorecard in force.</param>
/// <param name="Active">The scorecard in force.</param>
/// <param name="Challenger">The scorecard on trial.</param>
/// <param name="CapAdjustment">Points that caps took away, 0 or less.</param>
public sealed record ShowChallengerResponse(
    Guid AccountId,
    decimal? ActiveScore,
    Band? ActiveBand,
    ScorecardReference Active,
    ScorecardReference Challenger,
    decimal? Score,
    Band? Band,
    decimal CapAdjustment,
    IReadOnlyList<Contribution> Contributions,
    IReadOnlyList<Driver> Drivers,
    IReadOnlyList<ChallengerScore> History
);

/// <summary><c>GET /v1/accounts/{id}/score/challenger</c>: the account under the scorecard on trial, beside the active
/// one.</summary>
public static class ShowChallenger
{
    public static void Map(IEndpointRouteBuilder account) =>
        account.MapGet("/score/challenger", HandleAsync).WithName(nameof(ShowChallenger));

    private static async Task<Results<Ok<ShowChallengerResponse>, ProblemHttpResult>> HandleAsync(
        Guid accountId,
        ScoreReader scores,
        ScorecardLibrary library,
        Database database,
        CancellationToken ct
    )
    {
        if (await scores.CurrentAsync(accountId, ct) is not { } active)
            return ScoreProblems.NoScore(accountId, null).ToResult();
        var segment = await database.ScalarAsync<string?>(
            "select segment from account where account_id = @accountId",
            new { accountId },
            ct
        );
        if ((await library.ActiveAsync(ct)).ChallengerFor(segment) is not { } card)
            return NoTrial(active.Card.Segment).ToResult();
        var rows = await database.QueryAsync<Row>(History, new { accountId, card.Id }, ct);
        if (rows.Count == 0)
            return ScoreProblems.NoScore(accountId, null).ToResult();

        var score = HealthScorer.Score(card.Rules, rows[0].Values);
        return TypedResults.Ok(
            new ShowChallengerResponse(
                accountId,
                active.Score.Score,
                active.Score.Band,
                Reference(active.Card),
                Reference(card),
                score.Score,
                score.Band,
                score.CapAdjustment,
                score.Contributions,
                score.Drivers,
                [
                    .. rows.Select(r => new ChallengerScore(
                        r.Score,
                        r.Score is { } value ? card.Rules.Bands.Of(value) : null,
                        r.ScoredAt,
                        r.AsOf
                    )),
                ]
            )
        );
    }

    private static ScorecardReference Reference(ScorecardInUse card) => new(card.Id, card.Segment, card.Version);

    private static Problem NoTrial(string segment) =>
        new(
            "scorecards/no-trial",
            StatusCodes.Status404NotFound,
            "No scorecard is on trial.",
            $"Segment '{segment}' has no scorecard on trial; POST /v1/scorecards/{{id}}/trial tries a draft."
        );

    private sealed class Row
    {
        public decimal? Score { get; init; }
        public DateTimeOffset ScoredAt { get; init; }
        public DateOnly AsOf { get; init; }
        public string?[] Inputs { get; init; } = [];

        public MeasureValues Values =>
            MeasureValues.FromStored(
                Array.ConvertAll(Inputs, v =>
                    v is null ? (decimal?)null : decimal.Parse(v, CultureInfo.InvariantCulture)
                )
            );
    }

    private const string History = """
        select score, scored_at, as_of, inputs::text[] as inputs from challenger_score
        where account_id = @accountId and scorecard_id = @Id order by scored_at desc limit 200
        """;
}
