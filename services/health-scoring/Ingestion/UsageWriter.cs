using Npgsql;
using Platform.HealthScoring.Features;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Ingestion;

/// <summary>
/// Stores messages in one transaction that only appends: ids never seen to the ledger, their events to the raw
/// partitions and, packed, to the deltas that are added to the rollups a moment
/// later. Done twice, it changes nothing the second time.
/// </summary>
public sealed class UsageWriter(
    Database database,
    ProductUsers users,
    FeatureCatalogue features,
    UsagePartitions partitions,
    UsageCalendar calendar
)
{
    private const int MostAttempts = 20;
    private static readonly TimeSpan Careful = TimeSpan.FromSeconds(10);

    private long _carefulUntil;

    /// <summary>How many events were new.</summary>
    public async Task<int> WriteAsync(IReadOnlyList<BatchMessage> messages, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WriteOnceAsync(messages, ct);
            }
            catch (PostgresException exception) when (attempt < MostAttempts && MetAnother(exception))
            {
                // Known ids among new ones, or another replica that stored one of the same events or numbered one of
                // the same users.
                Volatile.Write(ref _carefulUntil, Environment.TickCount64 + (long)Careful.TotalMilliseconds);
                if (attempt > 1)
                    await Task.Delay(Random.Shared.Next(1, 10 * attempt), ct);
            }
        }
    }

    private static bool MetAnother(PostgresException exception) =>
        exception.SqlState
            is PostgresErrorCodes.UniqueViolation
                or PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.SerializationFailure;

    private async Task<int> WriteOnceAsync(IReadOnlyList<BatchMessage> messages, CancellationToken ct)
    {
        var gathered = await UsageRows.GatherAsync(messages, users, features, calendar, ct);
        await partitions.EnsureAsync(gathered.Days, ct);

        await using var work = await database.BeginAsync(ct);
        await DropKnownAsync(work, gathered, messages);
        if (gathered.Count == 0)
            return 0;

        var numbered = await NumberUsersAsync(work, gathered);
        using (var copy = new CopyBuffer())
        {
            gathered.WriteIds(copy);
            await copy.SendAsync(work.Connection, "copy event_ledger (event_id) from stdin (format binary)", ct);
            gathered.WriteEvents(copy);
            await copy.SendAsync(
                work.Connection,
                "copy usage_event (account_id, day, event_id, occurred_at, user_number, feature, quantity, "
                    + "received_at) from stdin (format binary)",
                ct
            );
            gathered.WriteDeltas(copy);
            await copy.SendAsync(work.Connection, "copy usage_delta (shard, body) from stdin (format binary)", ct);
        }
        await RareUsage.KeepAsync(work, gathered);
        await work.CommitAsync();

        if (numbered is not null)
            users.Remember(numbered);
        return gathered.Count;
    }

    /// <summary>
    /// Takes out ids of the ledger. Looking each up costs as much as storing it, so it is done only where there is
    /// reason: for messages whose first id is known (a batch sent again), and for all
    /// in the time after the ledger refused one. The ledger's own uniqueness is what guards; a transaction that runs
    /// into it comes
    /// here a second time.
    /// </summary>
    private async Task DropKnownAsync(UnitOfWork work, UsageRows rows, IReadOnlyList<BatchMessage> messages)
    {
        Guid[] ids;
        if (Environment.TickCount64 < Volatile.Read(ref _carefulUntil))
            ids = rows.Ids;
        else
        {
            var full = messages.Where(m => m.Events.Length > 0).ToList();
            var repeated = await FindAsync(work, [.. full.Select(m => m.Events[0].Id)]);
            if (repeated.Count == 0)
                return;
            ids = [.. full.Where(m => repeated.Contains(m.Events[0].Id)).SelectMany(m => m.Events).Select(e => e.Id)];
        }
        var known = await FindAsync(work, ids);
        if (known.Count > 0)
            rows.Drop(known);
    }

    private static async Task<HashSet<Guid>> FindAsync(UnitOfWork work, Guid[] ids) =>
        [.. await work.QueryAsync<Guid>("select event_id from event_ledger where event_id = any(@ids)", new { ids })];

    /// <summary>Numbers the users that are not in memory and have a new event; null where there are none.</summary>
    private async Task<List<KeyValuePair<(Guid Account, byte[] User), int>>?> NumberUsersAsync(
        UnitOfWork work,
        UsageRows rows
    )
    {
        var unknown = rows.UnknownUsers();
        if (unknown.Count == 0)
            return null;
        var found = await users.NumberAsync(work, unknown);
        rows.Number(found);
        return [.. found];
    }
}
