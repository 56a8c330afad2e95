using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Scorecards.Library;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Scores;

/// <param name="Measures">Raw values to suppose, by measure; null supposes that the measure were missing. Others stay
/// as they are.</param>
/// <param name="ScorecardId">Another version to score with, a draft too; the one in use if absent.</param>
public sealed record WhatIfRequest(IReadOnlyDictionary<string, decimal?>? Measures, Guid? ScorecardId);

/// <param name="Change">From the score as it stands to the supposed one; its causes add up.</param>
/// <param name="CurrentScore">Points as they are, 0 to 100.</param>
/// <param name="Contributions">Points of each measure.</param>
public sealed record WhatIfResponse(
    decimal? CurrentScore,
    decimal? Score,
    Band? Band,
    IReadOnlyList<Contribution> Contributions,
    IReadOnlyList<AppliedCap> Caps,
    IReadOnlyList<Driver> Drivers,
    ScoreChange Change
);

/// <summary><c>POST /v1/accounts/{id}/score/what-if</c>: the score under other values or another scorecard. Changes
/// nothing.</summary>
public static class WhatIf
{
    public static void Map(IEndpointRouteBuilder account) =>
        account.MapPost("/score/what-if", HandleAsync).WithName(nameof(WhatIf)).WithoutIdempotencyKey();

    private static async Task<Results<Ok<WhatIfResponse>, ProblemHttpResult>> HandleAsync(
        Guid accountId,
        WhatIfRequest request,
        ScoreReader scores,
        Database database,
        CancellationToken ct
    )
    {
        if (await scores.CurrentAsync(accountId, ct) is not { } current)
            return ScoreProblems.NoScore(accountId, null).ToResult();
        var card = current.Card.Rules;
        if (request.ScorecardId is { } id)
        {
            if (
                await database.SingleOrDefaultAsync<ScorecardRow>(
                    $"select {ScorecardRow.Columns} from scorecard where scorecard_id = @id",
                    new { id },
                    ct
                )
                is not { } row
            )
                return ScorecardProblems.NotFound(id).ToResult();
            card = row.Card();
        }

        var values = current.Row.Values.Copy();
        var unknown = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var (name, raw) in request.Measures ?? new Dictionary<string, decimal?>())
            if (MeasureCatalogue.TryParse(name, out var measure))
                values[measure] = raw;
            else
                unknown[$"measures.{name}"] = ["is no measure; GET /v1/scorecards/measures lists them"];
        if (unknown.Count > 0)
            return Problem.Invalid(unknown).ToResult();

        var supposed = HealthScorer.Score(card, values);
        return TypedResults.Ok(
            new WhatIfResponse(
                current.Score.Score,
                supposed.Score,
                supposed.Band,
                supposed.Contributions,
                supposed.Caps,
                supposed.Drivers,
                ScoreChanges.Between(current.Card.Rules, current.Row.Values, card, values)
            )
        );
    }
}
