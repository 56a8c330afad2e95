using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Usage;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Scores;

/// <summary>
/// Measures of accounts as of past days, from facts and rollups that are dated on or before each day and, where the
/// account was scored here by then, had been heard of by the end of it: neither what happened
/// later nor use, answers and readings that arrived later are read.
/// </summary>
public sealed class PastMeasures(Database database)
{
    private const int Chunk = 500;

    /// <summary>Days before the first of which any use is recorded are left out: of them nothing is known.</summary>
    /// <param name="progress">Told how many are done.</param>
    public async Task<IReadOnlyDictionary<PastDay, MeasureValues>> ReadAsync(
        IEnumerable<PastDay> wanted,
        Func<int, Task> progress,
        CancellationToken ct
    )
    {
        var found = new Dictionary<PastDay, MeasureValues>();
        var done = 0;
        var first = await StoredDays.FirstRecordedDayAsync(database, ct) ?? DateOnly.MinValue;
        await using var connection = await database.OpenConnectionAsync(ct);
        foreach (var day in wanted.Distinct().Where(w => w.Day >= first).GroupBy(w => w.Day).OrderBy(g => g.Key))
        foreach (var accounts in day.Select(w => w.AccountId).Chunk(Chunk))
        {
            var loaded = await AccountInputs.LoadAsync(connection, accounts, day.Key, ct, knownThen: true);
            var known = await LateUsage.KnownThenAsync(
                connection,
                [.. loaded.Select(i => new UsageWindowOf(i.AccountId, i.Usage))],
                day.Key,
                ct
            );
            foreach (var inputs in loaded)
            {
                var values = AccountMeasures.AsOf(
                    known.GetValueOrDefault(inputs.AccountId, inputs.Usage),
                    inputs.Facts
                );
                // An override says nothing about scorecard or model.
                values[Measure.Override] = null;
                found[new PastDay(inputs.AccountId, day.Key)] = values;
            }
            await progress(done += accounts.Length);
        }
        return found;
    }
}
