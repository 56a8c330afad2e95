namespace Platform.Cli.Backups;

/// <summary>
/// The platform at rest: nothing is on its way from an outbox to a consumer, so that the databases hold the
/// consequences of all that was acknowledged before, and an empty broker beside them misses nothing.
/// </summary>
internal sealed class Instant : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>The management counts messages that consumers hold every five seconds.</summary>
    private static readonly TimeSpan CountedWithin = TimeSpan.FromSeconds(6);

    private Instant(
        DateTimeOffset at,
        IReadOnlyList<DatabaseSnapshot> databases,
        IReadOnlyList<KeptMessage> messages
    ) => (At, Databases, Messages) = (at, databases, messages);

    /// <summary>What was acknowledged before is in the backup.</summary>
    public DateTimeOffset At { get; }

    public IReadOnlyList<DatabaseSnapshot> Databases { get; }

    /// <summary>Those that lay aside.</summary>
    public IReadOnlyList<KeptMessage> Messages { get; }

    /// <exception cref="CommandFailedException">It did not come to rest within the patience.</exception>
    public static async Task<Instant> FindAsync(
        IReadOnlyList<string> connectionStrings,
        Broker broker,
        TimeSpan patience,
        CancellationToken ct
    )
    {
        var began = TimeProvider.System.GetTimestamp();
        var quietSince = began;
        var before = await ReadAsync(connectionStrings, ct);
        while (TimeProvider.System.GetElapsedTime(began) < patience)
        {
            var at = TimeProvider.System.GetUtcNow();
            var onTheirWay = await broker.OnTheirWayAsync(ct);
            var now = await ReadAsync(connectionStrings, ct);
            if (onTheirWay > 0 || now.Any(outbox => outbox.Due > 0) || !now.SequenceEqual(before))
                quietSince = TimeProvider.System.GetTimestamp();
            before = now;
            if (TimeProvider.System.GetElapsedTime(quietSince) >= CountedWithin)
            {
                var found = await TryTakeAsync(at, now, connectionStrings, broker, ct);
                if (found is not null)
                    return found;
                quietSince = TimeProvider.System.GetTimestamp();
            }
            await Task.Delay(Pause, ct);
        }
        throw new CommandFailedException(
            $"Events were on their way for {patience.TotalSeconds:0} s without a pause (an import, perhaps), so there "
                + "is no instant that all databases share. No backup was made; try again later, or with a longer "
                + "--wait."
        );
    }

    private static async Task<Instant?> TryTakeAsync(
        DateTimeOffset at,
        IReadOnlyList<OutboxState> before,
        IReadOnlyList<string> connectionStrings,
        Broker broker,
        CancellationToken ct
    )
    {
        var messages = await broker.HoldAsync(ct);
        var snapshots = new List<DatabaseSnapshot>();
        try
        {
            foreach (var connectionString in connectionStrings)
                snapshots.Add(await DatabaseSnapshot.TakeAsync(connectionString, ct));
            // Nothing was numbered, sent or come due since: what the snapshots show is one instant.
            if (snapshots.Select(snapshot => snapshot.Outbox).SequenceEqual(before))
                return new Instant(at, snapshots, messages);
        }
        finally
        {
            await broker.ReturnAsync(ct);
        }
        foreach (var snapshot in snapshots)
            await snapshot.DisposeAsync();
        return null;
    }

    private static async Task<IReadOnlyList<OutboxState>> ReadAsync(
        IReadOnlyList<string> connectionStrings,
        CancellationToken ct
    )
    {
        var outboxes = new List<OutboxState>();
        foreach (var connectionString in connectionStrings)
            outboxes.Add(await OutboxState.ReadAsync(connectionString, ct));
        return outboxes;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var snapshot in Databases)
            await snapshot.DisposeAsync();
    }
}
