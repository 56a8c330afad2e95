using System.Globalization;
using Microsoft.Extensions.Options;
using Platform.HealthScoring.Scorecards.Library;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Scores;

/// <summary>
/// Takes accounts that were marked, recomputes their scores from the rollups, and writes score, history and events in
/// one transaction. The lock of the account's score row makes two scorers of one account follow each other, so the
/// later one sees all that the earlier one saw.
/// </summary>
public sealed class ScoreAccounts(
    Database database,
    ScorecardLibrary scorecards,
    UsageCalendar calendar,
    TimeProvider clock,
    IOptions<ScoringOptions> options
)
{
    /// <summary>Scores some of the marked accounts; answers how many. 0: nothing to do.</summary>
    public async Task<int> ScoreMarkedAsync(CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var accounts = (await work.QueryAsync<Guid>(FindMarked, new { Most = options.Value.AccountsPerTransaction }))
            .Distinct()
            .Order()
            .ToArray();
        if (accounts.Length == 0)
            return 0;
        // All other marks of these accounts go too, before anything is read: under load one scoring answers for many of
        // them.
        await work.ExecuteAsync(TakeMarks, new { Accounts = accounts });
        await ScoreAsync(work, accounts, ct);
        await work.CommitAsync();
        return accounts.Length;
    }

    /// <summary>In the caller's transaction, which may have changed what the scores are computed from.</summary>
    /// <param name="accounts">In order: score rows are locked in this order.</param>
    public async Task ScoreAsync(UnitOfWork work, Guid[] accounts, CancellationToken ct)
    {
        var before = await LockAsync(work, accounts);
        var active = await scorecards.ActiveAsync(ct);
        var asOf = calendar.Today;
        var now = clock.GetUtcNow();

        var results = new List<ScoringResult>(accounts.Length);
        var challenged = new ChallengerScores(active);
        foreach (var inputs in await AccountInputs.LoadAsync(work.Connection, accounts, asOf, ct))
        {
            var card = active.For(inputs.Segment);
            var values = AccountMeasures.AsOf(inputs.Usage, inputs.Facts);
            results.Add(
                ScoringResult.Of(
                    before[inputs.AccountId],
                    card,
                    HealthScorer.Figures(card.Rules, values),
                    values,
                    options.Value,
                    now
                )
            );
            challenged.Add(inputs.AccountId, inputs.Segment, values);
        }
        await WriteAsync(work, results, asOf, now);
        await challenged.WriteAsync(work, asOf, now);
        await work.EnqueueAsync([.. results.SelectMany(r => r.Events())]);
    }

    private static async Task<Dictionary<Guid, CurrentScore>> LockAsync(UnitOfWork work, Guid[] accounts)
    {
        await work.ExecuteAsync(EnsureRows, new { Accounts = accounts });
        var rows = await work.QueryAsync<CurrentScore>(LockRows, new { Accounts = accounts });
        return rows.ToDictionary(r => r.AccountId);
    }

    /// <summary>Two statements for any number of accounts. Inputs go as text, because an array of arrays would have to
    /// be rectangular.</summary>
    private static async Task WriteAsync(
        UnitOfWork work,
        List<ScoringResult> results,
        DateOnly asOf,
        DateTimeOffset now
    )
    {
        if (results.Count == 0)
            return;
        await work.ExecuteAsync(UpdateCurrent, Columns(results, asOf, now, []));
        var changed = results.FindAll(r => r.Changed);
        if (changed.Count == 0)
            return;
        var fingerprints = changed.ConvertAll(r => Fingerprint.Of(r.Explained)).ToArray();
        await work.ExecuteAsync(InsertHistory, Columns(changed, asOf, now, fingerprints));
    }

    private static object Columns(List<ScoringResult> rows, DateOnly asOf, DateTimeOffset now, byte[][] fingerprints) =>
        new
        {
            At = now,
            AsOf = asOf,
            HealthScorer.Algorithm,
            Ids = rows.ConvertAll(r => r.Before.AccountId).ToArray(),
            Versions = rows.ConvertAll(r => r.Version).ToArray(),
            Scores = rows.ConvertAll(r => r.Score.Score?.ToString(CultureInfo.InvariantCulture)).ToArray(),
            Bands = rows.ConvertAll(r => r.BandText).ToArray(),
            Cards = rows.ConvertAll(r => r.Card.Id).ToArray(),
            Weights = rows.ConvertAll(r => r.Score.WeightPresent).ToArray(),
            Published = rows.ConvertAll(r => r.IsPublished).ToArray(),
            Recorded = rows.ConvertAll(r => r.Changed).ToArray(),
            Caps = rows.ConvertAll(r => r.Score.Caps).ToArray(),
            Inputs = rows.ConvertAll(r => r.Values.ToText()).ToArray(),
            fingerprints,
        };

    private const string FindMarked = """
        select d.account_id from dirty_account d
        where not exists (select from dirty_account held
            where held.account_id = d.account_id and held.held_until > now())
        order by d.priority, d.seq limit @Most for update of d skip locked
        """;

    private const string TakeMarks = """
        delete from dirty_account where seq in (
            select seq from dirty_account where account_id = any(@Accounts)
                and (held_until is null or held_until <= now()) for update skip locked
        )
        """;

    private const string EnsureRows = """
        insert into score (account_id)
        select id from unnest(@Accounts) as a (id)
        where not exists (select from score s where s.account_id = a.id) order by id
        on conflict do nothing
        """;

    private const string LockRows = """
        select account_id, version, score, band, scorecard_id, told_score as published_score,
            told_band as published_band,
            told_version as published_version,
            case when recorded_version = version then recorded_at else scored_at end as recorded_at,
            case when recorded_version = version then recorded_score else score end as recorded_score,
            case when recorded_version = version then recorded_caps end as recorded_caps
        from score where account_id = any(@Accounts) order by account_id for update
        """;

    private const string UpdateCurrent = """
        update score s set version = r.version, scored_at = @At, as_of = @AsOf, score = r.score::numeric, band = r.band,
            scorecard_id = r.card, algorithm = @Algorithm,
            inputs = r.inputs::numeric[], weight_present = r.weight,
            told_version = case when r.told then r.version else s.told_version end,
            told_score = case when r.told then r.score::numeric else s.told_score end,
            told_band = case when r.told then r.band else s.told_band end,
            recorded_version = r.version,
            recorded_at = case when r.recorded then @At when s.recorded_version = s.version then s.recorded_at
                else s.scored_at end,
            recorded_score = case when r.recorded then r.score::numeric when s.recorded_version = s.version
                then s.recorded_score else s.score end,
            recorded_caps = case when r.recorded or s.recorded_version is distinct from s.version then r.caps
                else s.recorded_caps end
        from unnest(@Ids, @Versions, @Scores, @Bands, @Cards, @Weights, @Published, @Inputs, @Recorded, @Caps)
            as r (id, version, score, band, card, weight, told, inputs, recorded, caps)
        where s.account_id = r.id
        """;

    private const string InsertHistory = """
        insert into score_history (account_id, version, scored_at, as_of, score, band, scorecard_id, algorithm, inputs,
            fingerprint)
        select id, version, @At, @AsOf, score::numeric, band, card, @Algorithm, inputs::numeric[], fingerprint
        from unnest(@Ids, @Versions, @Scores, @Bands, @Cards, @Inputs, @fingerprints) as r (id, version, score, band,
            card, inputs, fingerprint)
        """;
}
