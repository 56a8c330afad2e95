using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Scorecards.Library;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Scores;

/// <param name="Versions">How many versions of the score were recomputed from their stored inputs and
/// scorecards.</param>
/// <param name="Identical">How many came out the same bit for bit, explanation included.</param>
/// <param name="Differing">The others; empty, or something is wrong with this program or its data.</param>
/// <param name="FromRollups">The current score recomputed from the daily rollups and facts as of its own day.</param>
/// <param name="FromRollupsIdentical">Whether it and all its inputs equal what is stored. False for the moment in which
/// something new waits to be scored (<paramref name="Waiting"/>).</param>
/// <param name="Waiting">Whether the account waits to be scored again.</param>
public sealed record CheckScoreResponse(
    int Versions,
    int Identical,
    IReadOnlyList<int> Differing,
    decimal? FromRollups,
    bool FromRollupsIdentical,
    bool Waiting
);

/// <summary><c>GET /v1/accounts/{id}/score/check</c>: proves that what is stored can be recomputed.</summary>
public static class CheckScore
{
    private const int PageSize = 1_000;

    public static void Map(IEndpointRouteBuilder account) =>
        account.MapGet("/score/check", HandleAsync).WithName(nameof(CheckScore));

    private static async Task<Results<Ok<CheckScoreResponse>, ProblemHttpResult>> HandleAsync(
        Guid accountId,
        Database database,
        ScoreReader scores,
        ScorecardLibrary scorecards,
        CancellationToken ct
    )
    {
        if (await scores.CurrentAsync(accountId, ct) is not { } current)
            return ScoreProblems.NoScore(accountId, null).ToResult();

        var (versions, differing) = (0, new List<int>());
        int? before = null;
        while (await scores.HistoryAsync(accountId, before, PageSize, ct) is { Count: > 0 } page)
        {
            foreach (var version in page)
            {
                versions++;
                if (
                    version.Score.Score != version.Row.Score
                    || !Fingerprint.Of(version.Score).AsSpan().SequenceEqual(version.Row.Fingerprint)
                )
                    differing.Add(version.Row.Version);
            }
            before = page[^1].Row.Version;
        }

        await using var connection = await database.OpenConnectionAsync(ct);
        var inputs = (await AccountInputs.LoadAsync(connection, [accountId], current.Row.AsOf, ct))[0];
        var values = AccountMeasures.AsOf(inputs.Usage, inputs.Facts);
        var scratch = HealthScorer.Score((await scorecards.ActiveAsync(ct)).For(inputs.Segment).Rules, values);
        var waiting = await database.ScalarAsync<bool>(
            "select exists (select from dirty_account where account_id = @accountId)",
            new { accountId },
            ct
        );
        return TypedResults.Ok(
            new CheckScoreResponse(
                versions,
                versions - differing.Count,
                differing,
                scratch.Score,
                scratch.Score == current.Row.Score && values.Equals(current.Row.Values),
                waiting
            )
        );
    }
}
