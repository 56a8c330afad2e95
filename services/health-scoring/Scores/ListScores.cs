using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Scores;

/// <summary><c>GET /v1/scores</c>: all accounts' current scores in the order of account ids;
/// <c>?band=red|yellow|green|insufficient_data</c>.</summary>
public static class ListScores
{
    internal static readonly string[] BandNames = ["red", "yellow", "green", "insufficient_data"];

    private sealed record Position(Guid AccountId);

    public static void Map(IEndpointRouteBuilder scores) =>
        scores.MapGet("/", HandleAsync).WithName(nameof(ListScores));

    private static async Task<Results<Ok<Page<ScoreListItem>>, ProblemHttpResult>> HandleAsync(
        PageRequest page,
        ScoreReader scores,
        CancellationToken ct,
        string? band = null
    )
    {
        if (band is not null && !BandNames.Contains(band, StringComparer.Ordinal))
            return Problem.Invalid("band", $"'{band}' is none of {string.Join(", ", BandNames)}").ToResult();
        var rows = await scores.ListAsync(Cursor.Read<Position>(page.Cursor)?.AccountId, band, page.Limit + 1, ct);
        return TypedResults.Ok(
            Page<ScoreListItem>.From(
                rows,
                page.Limit,
                s => new ScoreListItem(s.Row.AccountId, s.Score.Score, s.Score.Band, s.Row.ScoredAt, s.Score.Drivers),
                s => new Position(s.Row.AccountId)
            )
        );
    }
}
