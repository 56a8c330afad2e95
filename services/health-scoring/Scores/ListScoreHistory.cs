using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Scores;

/// <summary><c>GET /v1/accounts/{id}/scores</c>: every change of the score by a whole point or
/// of its band, caps or scorecard, and smaller moves an hour apart; latest first.</summary>
public static class ListScoreHistory
{
    private sealed record Position(int Version);

    public static void Map(IEndpointRouteBuilder account) =>
        account.MapGet("/scores", HandleAsync).WithName(nameof(ListScoreHistory));

    private static async Task<Results<Ok<Page<ScoreHistoryItem>>, ProblemHttpResult>> HandleAsync(
        Guid accountId,
        PageRequest page,
        ScoreReader scores,
        Database database,
        CancellationToken ct
    )
    {
        if (!await KnownAccounts.HasAsync(database, accountId, ct))
            return Problem.NotFound("account", accountId).ToResult();
        var rows = await scores.HistoryAsync(
            accountId,
            Cursor.Read<Position>(page.Cursor)?.Version,
            page.Limit + 1,
            ct
        );
        return TypedResults.Ok(
            Page<ScoreHistoryItem>.From(
                rows,
                page.Limit,
                s => new ScoreHistoryItem(
                    s.Row.Version,
                    s.Score.Score,
                    s.Score.Band,
                    s.Row.ScoredAt,
                    s.Row.AsOf,
                    new ScorecardReference(s.Card.Id, s.Card.Segment, s.Card.Version),
                    s.Change
                ),
                s => new Position(s.Row.Version)
            )
        );
    }
}
