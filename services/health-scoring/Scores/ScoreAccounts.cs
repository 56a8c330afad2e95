using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Contracts;
using Platform.Contracts.HealthScoring;
using Platform.HealthScoring.Scorecards;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Scores;

public sealed class ScoringOptions
{
    /// <summary>HealthScoreChanged is published when the score is so many points from where it was last told. Our own choice.</summary>
    public decimal TellFromPoints { get; set; } = 1;

    /// <summary>Most accounts in one transaction.</summary>
    public int AccountsPerTransaction { get; set; } = 200;
}

/// <summary>
/// Takes accounts that were marked, recomputes their scores from the rollups, and writes score, history and events in one transaction. The lock of the
/// account's score row makes two scorers of one account follow each other, so the later one sees all that the earlier one saw.
/// </summary>
public sealed class ScoreAccounts(Database database, ScorecardLibrary scorecards, BusinessCalendar calendar, TimeProvider clock, IOptions<ScoringOptions> options)
{
    /// <summary>Scores some of the marked accounts; answers how many marks it took. 0: nothing to do.</summary>
    public async Task<int> ScoreMarkedAsync(CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var marked = await work.QueryAsync<Guid>(TakeMarks, new { Most = options.Value.AccountsPerTransaction });
        if (marked.Count == 0) return 0;
        await ScoreAsync(work, [.. marked.Distinct().Order()], ct);
        await work.CommitAsync();
        return marked.Count;
    }

    private async Task ScoreAsync(Work work, Guid[] accounts, CancellationToken ct)
    {
        await work.ExecuteAsync(EnsureRows, new { Accounts = accounts });
        var before = (await work.QueryAsync<CurrentScore>(LockRows, new { Accounts = accounts })).ToDictionary(r => r.AccountId);
        var active = await scorecards.ActiveAsync(ct);
        var asOf = calendar.Today;
        var now = clock.GetUtcNow();

        var results = new List<Scored>(accounts.Length);
        foreach (var inputs in await AccountInputs.LoadAsync(work.Connection, accounts, asOf, ct))
        {
            var card = active.For(inputs.Segment);
            var values = AccountMeasures.AsOf(inputs.Usage, inputs.Facts);
            results.Add(Scored.After(before[inputs.AccountId], card, HealthScorer.Score(card.Rules, values), values, options.Value.TellFromPoints));
        }
        await WriteAsync(work, results, asOf, now, ct);
        await work.EnqueueAsync([.. results.SelectMany(r => r.Events())]);
    }

    private static async Task WriteAsync(Work work, List<Scored> results, DateOnly asOf, DateTimeOffset now, CancellationToken ct)
    {
        if (results.Count == 0) return;
        await using var batch = new NpgsqlBatch(work.Connection, work.Transaction);
        foreach (var r in results)
        {
            batch.BatchCommands.Add(Command(UpdateCurrent, r, asOf, now));
            if (r.Changed) batch.BatchCommands.Add(Command(InsertHistory, r, asOf, now));
        }
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlBatchCommand Command(string sql, Scored r, DateOnly asOf, DateTimeOffset now)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in new object?[]
        {
            r.Before.AccountId, r.Version, now.UtcDateTime, asOf, r.Score.Score, r.BandText, r.Card.Id, HealthScorer.Algorithm, r.Values.ToStored(),
        })
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        if (ReferenceEquals(sql, InsertHistory)) command.Parameters.Add(new NpgsqlParameter { Value = Fingerprint.Of(r.Score) });
        else
        {
            command.Parameters.Add(new NpgsqlParameter { Value = r.Score.WeightPresent });
            command.Parameters.Add(new NpgsqlParameter { Value = r.Told });
        }
        return command;
    }

    private const string TakeMarks = """
        with taken as (
            select seq from dirty_account order by priority, seq limit @Most for update skip locked
        )
        delete from dirty_account d using taken where d.seq = taken.seq
        returning d.account_id
        """;

    private const string EnsureRows = "insert into score (account_id) select unnest(@Accounts) on conflict do nothing";

    private const string LockRows = """
        select account_id, version, score, band, scorecard_id, told_score, told_band, told_version
        from score where account_id = any(@Accounts) order by account_id for update
        """;

    private const string UpdateCurrent = """
        update score set version = $2, scored_at = $3, as_of = $4, score = $5, band = $6, scorecard_id = $7, algorithm = $8, inputs = $9, weight_present = $10,
            told_version = case when $11 then $2 else told_version end,
            told_score = case when $11 then $5 else told_score end,
            told_band = case when $11 then $6 else told_band end
        where account_id = $1
        """;

    private const string InsertHistory = """
        insert into score_history (account_id, version, scored_at, as_of, score, band, scorecard_id, algorithm, inputs, fingerprint)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;
}

public sealed class CurrentScore
{
    public Guid AccountId { get; init; }
    public int Version { get; init; }
    public decimal? Score { get; init; }
    public string? Band { get; init; }
    public Guid? ScorecardId { get; init; }
    public int ToldVersion { get; init; }
    public decimal? ToldScore { get; init; }
    public string? ToldBand { get; init; }
}

/// <summary>A fresh score beside the one before it: what to write and what to tell.</summary>
internal sealed record Scored(CurrentScore Before, ScorecardInUse Card, HealthScore Score, MeasureValues Values, int Version, bool Changed, bool Told)
{
    private const int DriversTold = 3;

    public string? BandText => Bands.TextOf(Score.Band);

    public static Scored After(CurrentScore before, ScorecardInUse card, HealthScore score, MeasureValues values, decimal tellFrom)
    {
        var first = before.Version == 0;
        var changed = first || before.Score != score.Score || before.Band != Bands.TextOf(score.Band) || before.ScorecardId != card.Id;
        var told = first || before.ToldBand != Bands.TextOf(score.Band) || before.ToldScore is null != score.Score is null
            || Math.Abs((before.ToldScore ?? 0) - (score.Score ?? 0)) >= tellFrom;
        return new Scored(before, card, score, values, changed ? before.Version + 1 : before.Version, changed, changed && told);
    }

    public IEnumerable<(DomainEvent Event, Guid Key)> Events()
    {
        if (!Told) yield break;
        var drivers = Score.Drivers.Take(DriversTold).Select(d => new HealthDriver(d.Cause, d.Cost, d.Playbook)).ToList();
        var (from, to) = (Bands.ToContract(Before.ToldBand), Bands.ToContract(BandText));
        yield return (new HealthScoreChanged(Before.AccountId, Version, Score.Score, Before.ToldScore, to, from, drivers, Card.Segment, Card.Version), Before.AccountId);
        if (Before.Version > 0 && from != to) yield return (new HealthBandChanged(Before.AccountId, Version, from, to, Score.Score, drivers), Before.AccountId);
    }
}

internal static class Bands
{
    public static string? TextOf(Band? band) => band switch { Band.Red => "red", Band.Yellow => "yellow", Band.Green => "green", _ => null };

    public static HealthBand? ToContract(string? band) => band switch { "red" => HealthBand.Red, "yellow" => HealthBand.Yellow, "green" => HealthBand.Green, _ => null };
}
