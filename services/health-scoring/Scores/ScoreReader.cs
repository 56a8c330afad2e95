using Platform.HealthScoring.Scorecards.Library;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Scores;

/// <summary>Reads scores; REST and gRPC show the same.</summary>
public sealed class ScoreReader(Database database, ScorecardLibrary scorecards)
{
    public async Task<ExplainedScore?> CurrentAsync(Guid accountId, CancellationToken ct)
    {
        var rows = await database.QueryAsync<ScoreRow>(Current, new { accountId }, ct);
        return rows.Count == 0 ? null : (await ExplainAsync([rows[0]], ct))[0];
    }

    /// <summary>As it was known at the instant; null where nothing was known yet.</summary>
    public async Task<ExplainedScore?> AtAsync(Guid accountId, DateTimeOffset at, CancellationToken ct)
    {
        var rows = await database.QueryAsync<ScoreRow>(At, new { accountId, at }, ct);
        return rows.Count == 0 ? null : (await ExplainAsync([rows[0]], ct))[0];
    }

    /// <summary>Changes before a version, latest first, each with what caused it.</summary>
    public async Task<IReadOnlyList<ExplainedScore>> HistoryAsync(
        Guid accountId,
        int? before,
        int limit,
        CancellationToken ct
    ) =>
        await ExplainAsync(
            await database.QueryAsync<ScoreRow>(
                History,
                new
                {
                    accountId,
                    Before = before ?? int.MaxValue,
                    limit,
                },
                ct
            ),
            ct
        );

    /// <summary>Current scores in the order of account ids; without changes.</summary>
    public async Task<IReadOnlyList<ExplainedScore>> ListAsync(
        Guid? after,
        string? band,
        int limit,
        CancellationToken ct
    ) =>
        await WithoutChangesAsync(
            await database.QueryAsync<ScoreRow>(
                List,
                new
                {
                    After = after ?? Guid.Empty,
                    band,
                    limit,
                },
                ct
            ),
            ct
        );

    public async Task<IReadOnlyList<ExplainedScore>> OfAsync(
        IReadOnlyCollection<Guid> accountIds,
        CancellationToken ct
    ) =>
        await WithoutChangesAsync(
            await database.QueryAsync<ScoreRow>(ByIds, new { Ids = accountIds.ToArray() }, ct),
            ct
        );

    private async Task<IReadOnlyList<ExplainedScore>> WithoutChangesAsync(
        IReadOnlyList<ScoreRow> rows,
        CancellationToken ct
    )
    {
        var cards = await scorecards.ByIdAsync(rows.Select(r => r.ScorecardId), ct);
        return
        [
            .. rows.Select(r => new ExplainedScore(
                r,
                cards[r.ScorecardId],
                HealthScorer.Score(cards[r.ScorecardId].Rules, r.Values),
                null
            )),
        ];
    }

    private async Task<IReadOnlyList<ExplainedScore>> ExplainAsync(IReadOnlyList<ScoreRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
            return [];
        var versions = rows.SelectMany(r => new[] { r.Version - 1, r.Version }).Distinct().ToArray();
        var history = (
            await database.QueryAsync<ScoreRow>(Versions, new { rows[0].AccountId, Versions = versions }, ct)
        ).ToDictionary(r => r.Version);
        var cards = await scorecards.ByIdAsync(rows.Concat(history.Values).Select(r => r.ScorecardId), ct);
        return
        [
            .. rows.Select(row => new ExplainedScore(
                row,
                cards[row.ScorecardId],
                HealthScorer.Score(cards[row.ScorecardId].Rules, row.Values),
                ChangeOf(row, history, cards)
            )),
        ];
    }

    /// <summary>What made this version out of the one before. The current row may hold newer inputs: where they give
    /// the same score the change is that of history, else it is measured against them, so that it always adds
    /// up.</summary>
    private static ScoreChange? ChangeOf(
        ScoreRow row,
        Dictionary<int, ScoreRow> history,
        IReadOnlyDictionary<Guid, ScorecardInUse> cards
    )
    {
        if (!history.TryGetValue(row.Version - 1, out var before) || !history.TryGetValue(row.Version, out var after))
            return null;
        return ScoreChanges.Between(
            cards[before.ScorecardId].Rules,
            before.Values,
            cards[after.ScorecardId].Rules,
            (after.Score == row.Score ? after : row).Values
        );
    }

    private const string Columns =
        "account_id, version, scored_at, as_of, score, band, scorecard_id, inputs::text[] as inputs";

    private const string Current = $"select {Columns} from score where account_id = @accountId and version > 0";

    // The current score too, where it has moved by less than history records at once.
    private const string At = $"""
        select * from (
            (select {Columns}, false as is_current from score_history
                where account_id = @accountId and scored_at <= @at order by scored_at desc, version desc limit 1)
            union all
            select {Columns}, true from score where account_id = @accountId and version > 0 and scored_at <= @at
                and recorded_version = version and recorded_score is distinct from score
        ) known
        order by scored_at desc, version desc, is_current desc limit 1
        """;

    private const string History =
        $"select {Columns}, fingerprint from score_history where account_id = @accountId and version < @Before "
        + $"order by version desc limit @limit";

    private const string Versions =
        $"select {Columns}, fingerprint from score_history where account_id = @AccountId and version = any(@Versions)";

    private const string List = $"""
        select {Columns} from score
        where account_id > @After and version > 0
            and (@band::text is null or band = @band or (@band = 'insufficient_data' and band is null))
        order by account_id limit @limit
        """;

    private const string ByIds =
        $"select {Columns} from score where account_id = any(@Ids) and version > 0 order by account_id";
}
