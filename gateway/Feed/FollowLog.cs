using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Feed;

/// <summary>
/// Reads what was added to the log and hands each batch to this instance's stream clients and caches. Twenty reads a
/// second at most: batches keep five thousand clients cheap, and each instance pays the same whatever their number.
/// </summary>
public sealed class FollowLog(
    Database database,
    FeedSignal signal,
    ChangedAccounts changed,
    IEnumerable<IFollower> followers,
    ILogger<FollowLog> log
) : PeriodicBackgroundService(TimeSpan.FromSeconds(1), log)
{
    private const int BatchSize = 1_000;
    private const int Slice = 100;
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(200);

    private readonly Lock _handing = new();
    private readonly HashSet<IFollower> _followers = [.. followers];
    private IReadOnlyList<LoggedEvent>? _inHand;
    private long _position = -1;

    private long Position => Volatile.Read(ref _position);

    /// <summary>The position after which the follower gets everything, also the batch that is being handed out at this
    /// moment.</summary>
    public long Add(IFollower follower)
    {
        lock (_handing)
        {
            if (_inHand is { } batch)
                follower.Take(batch);
            _followers.Add(follower);
            return Math.Max(0, _position);
        }
    }

    public void Remove(IFollower follower)
    {
        lock (_handing)
            _followers.Remove(follower);
    }

    protected override async Task TurnAsync(CancellationToken ct)
    {
        try
        {
            if (Position < 0)
                await BeginAsync(ct);
            while (await ReadAsync(ct) == BatchSize)
                await Task.Delay(Rest, ct);
        }
        catch
        {
            changed.LogIsAway();
            throw;
        }
    }

    protected override async Task RestAsync(CancellationToken ct)
    {
        await signal.WaitAsync(PollEvery, ct);
        await Task.Delay(Rest, ct);
    }

    private async Task BeginAsync(CancellationToken ct)
    {
        var last = await database.ScalarAsync<long?>("select max(seq) from event_log", ct: ct) ?? 0;
        // What another instance put into the shared cache before these events must not be taken for good here.
        changed.Note(await database.QueryAsync<LoggedEvent>(Recent, ct: ct));
        Volatile.Write(ref _position, last);
        changed.LogIsReadTo(last);
    }

    private async Task<int> ReadAsync(CancellationToken ct)
    {
        var batch = await database.QueryAsync<LoggedEvent>(Next, new { Position, BatchSize }, ct);
        if (batch.Count > 0)
        {
            changed.Note(batch);
            await HandOutAsync(batch, ct);
        }

        changed.LogIsReadTo(Position);
        return batch.Count;
    }

    /// <summary>
    /// Slice by slice: five thousand clients woken at once would have five thousand copies of the batch in memory
    /// before the first is sent. The more clients, the longer it takes, and the fuller and fewer are the batches.
    /// </summary>
    private async Task HandOutAsync(IReadOnlyList<LoggedEvent> batch, CancellationToken ct)
    {
        IFollower[] all;
        lock (_handing)
        {
            all = [.. _followers];
            _inHand = batch;
        }

        try
        {
            for (var next = 0; next < all.Length; next++)
            {
                all[next].Take(batch);
                if (next % Slice == Slice - 1)
                    await Task.Delay(Breath, ct);
            }
        }
        finally
        {
            lock (_handing)
            {
                _inHand = null;
                Volatile.Write(ref _position, batch[^1].Seq);
            }
        }
    }

    private const string Next =
        $"select {LoggedEvent.Columns} from event_log where seq > @Position order by seq limit @BatchSize";

    private const string Recent =
        "select max(seq) as seq, account_id from event_log where account_id is not null and recorded_at > now() "
        + "- interval '2 minutes' group by account_id";
}
