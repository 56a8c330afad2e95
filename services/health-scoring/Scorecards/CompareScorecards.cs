using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.HealthScoring.Scorecards.Library;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Scorecards;

/// <param name="Bands">How many accounts go from which band to which; <c>insufficient_data</c> is one of them.</param>
/// <param name="Changing">Accounts that would change band, largest move first, at most 1,000, each with its three
/// largest causes.</param>
/// <param name="Against">The scorecard in force that it is compared with.</param>
/// <param name="MeanNow">Mean score now.</param>
/// <param name="MeanThen">Mean score with the scorecard compared.</param>
/// <param name="ChangingCount">Accounts whose band would change.</param>
public sealed record CompareScorecardsResponse(
    Guid Id,
    Guid Against,
    int Accounts,
    decimal? MeanNow,
    decimal? MeanThen,
    IReadOnlyList<BandMove> Bands,
    int ChangingCount,
    IReadOnlyList<ChangingAccount> Changing
);

/// <summary>
/// <c>GET /v1/scorecards/{id}/comparison?against=</c>: a version over the whole book of its segment beside another one
/// (the active one if absent), before anyone activates it: who changes band, and why.
/// Works from the current inputs, so nothing else differs between the two.
/// </summary>
public static class CompareScorecards
{
    private const int MostListed = 1_000;
    private const int CausesListed = 3;

    public static void Map(IEndpointRouteBuilder scorecards) =>
        scorecards.MapGet("/{id:guid}/comparison", HandleAsync).WithName(nameof(CompareScorecards));

    private static async Task<Results<Ok<CompareScorecardsResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        CancellationToken ct,
        Guid? against = null
    )
    {
        if (await FindAsync(database, "scorecard_id = @id", new { id }, ct) is not { } then)
            return ScorecardProblems.NotFound(id).ToResult();
        var now = against is { } other
            ? await FindAsync(database, "scorecard_id = @other", new { other }, ct)
            : await FindAsync(
                database,
                "status = 'active' and segment in (@Segment, 'default') order by segment = 'default' limit 1",
                new { then.Segment },
                ct
            );
        if (now is null)
            return ScorecardProblems.NotFound(against ?? Guid.Empty).ToResult();

        var (nowCard, thenCard) = (now.Card(), then.Card());
        var moves = new Dictionary<(string, string), int>();
        var changing = new List<ChangingAccount>();
        var (accounts, sumNow, countNow, sumThen, countThen) = (0, 0m, 0, 0m, 0);
        await foreach (var (account, name, values) in BookAsync(database, then.Segment, ct))
        {
            accounts++;
            var (before, after) = (HealthScorer.Score(nowCard, values), HealthScorer.Score(thenCard, values));
            if (before.Score is { } b)
                (sumNow, countNow) = (sumNow + b, countNow + 1);
            if (after.Score is { } a)
                (sumThen, countThen) = (sumThen + a, countThen + 1);
            var (from, to) = (NameOf(before.Band), NameOf(after.Band));
            moves[(from, to)] = moves.GetValueOrDefault((from, to)) + 1;
            if (from != to)
                changing.Add(
                    new ChangingAccount(account, name, before.Score, after.Score, from, to, CausesOf(before, after))
                );
        }

        return TypedResults.Ok(
            new CompareScorecardsResponse(
                id,
                now.ScorecardId,
                accounts,
                countNow == 0 ? null : Points.Round(sumNow / countNow),
                countThen == 0 ? null : Points.Round(sumThen / countThen),
                [.. moves.OrderBy(m => m.Key).Select(m => new BandMove(m.Key.Item1, m.Key.Item2, m.Value))],
                changing.Count,
                [
                    .. changing
                        .OrderByDescending(c => Math.Abs((c.ScoreThen ?? 0) - (c.ScoreNow ?? 0)))
                        .ThenBy(c => c.AccountId)
                        .Take(MostListed),
                ]
            )
        );
    }

    /// <summary>Inputs are the same on both sides, so a measure's cause is the difference of what it
    /// contributes.</summary>
    private static List<ChangeCause> CausesOf(HealthScore before, HealthScore after)
    {
        var points = new Dictionary<string, decimal>(StringComparer.Ordinal)
        {
            ["caps"] = after.CapAdjustment - before.CapAdjustment,
        };
        foreach (var c in after.Contributions)
            points[MeasureCatalogue.NameOf(c.Measure)] = c.Points;
        foreach (var c in before.Contributions)
            points[MeasureCatalogue.NameOf(c.Measure)] =
                points.GetValueOrDefault(MeasureCatalogue.NameOf(c.Measure)) - c.Points;
        return
        [
            .. points
                .Where(p => p.Value != 0)
                .OrderByDescending(p => Math.Abs(p.Value))
                .ThenBy(p => p.Key, StringComparer.Ordinal)
                .Take(CausesListed)
                .Select(p => new ChangeCause(p.Key, p.Key == "caps" ? "caps" : "scorecard", p.Value, null, null)),
        ];
    }

    private static string NameOf(Band? band) => Bands.TextOf(band) ?? "insufficient_data";

    private static Task<ScorecardRow?> FindAsync(Database database, string where, object args, CancellationToken ct) =>
        database.SingleOrDefaultAsync<ScorecardRow>(
            $"select {ScorecardRow.Columns} from scorecard where {where}",
            args,
            ct
        );

    private static async IAsyncEnumerable<(Guid Account, string Name, MeasureValues Values)> BookAsync(
        Database database,
        string segment,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(Book, connection) { Parameters = { new() { Value = segment } } };
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            yield return (
                reader.GetGuid(0),
                reader.GetString(1),
                MeasureValues.FromStored(reader.GetFieldValue<decimal?[]>(2))
            );
    }

    /// <summary>The scorecard for any segment also serves accounts whose segment has none of its own.</summary>
    private const string Book = """
        select s.account_id, a.name, s.inputs from score s join account a using (account_id)
        where s.version > 0
          and (a.segment = $1 or ($1 = 'default' and not exists (select from scorecard c
              where c.segment = a.segment and c.status = 'active')))
        """;
}
