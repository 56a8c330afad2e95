using Npgsql;
using Platform.Gateway.Overview;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Feed;

/// <summary>
/// Reads what was added to the log and hands each batch to this instance's stream clients and caches. Twenty reads a second
/// at most: batches keep five thousand clients cheap, and each instance pays the same whatever their number.
/// </summary>
public sealed class FollowLog(Database database, FeedSignal signal, ChangedAccounts changed, OverviewCache overviews, ILogger<FollowLog> log) : BackgroundService
{
    private const int BatchSize = 1_000;
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);
    private const int ClientsPerMillisecond = 50;
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(200);

    private readonly Lock _handing = new();
    private readonly HashSet<IFollower> _followers = [overviews];
    private long _position = -1;

    private long Position => Volatile.Read(ref _position);

    /// <summary>The position after which the follower gets everything: who came in the middle of a batch would otherwise believe in one that was never handed to it.</summary>
    public long Add(IFollower follower)
    {
        lock (_handing)
        {
            _followers.Add(follower);
            return Math.Max(0, _position);
        }
    }

    public void Remove(IFollower follower)
    {
        lock (_handing) _followers.Remove(follower);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (Position < 0) await BeginAsync(stoppingToken);
                if (await ReadAsync(stoppingToken) < BatchSize) await signal.WaitAsync(PollEvery, stoppingToken);
                // What costs is a write per client and batch: the more clients, the fewer and fuller the batches, at 5,000 one in 150 ms.
                await Task.Delay(Rest + TimeSpan.FromMilliseconds(_followers.Count / ClientsPerMillisecond), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                log.LogWarning("The event log cannot be read: {Reason}; again in a second", exception.Message);
                changed.LogIsAway();
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
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
            lock (_handing)
            {
                foreach (var follower in _followers) follower.Take(batch);
                Volatile.Write(ref _position, batch[^1].Seq);
            }
        }

        changed.LogIsReadTo(Position);
        return batch.Count;
    }

    private const string Next = $"select {LoggedEvent.Columns} from event_log where seq > @Position order by seq limit @BatchSize";

    private const string Recent = "select max(seq) as seq, account_id from event_log where account_id is not null and recorded_at > now() - interval '2 minutes' group by account_id";
}

/// <summary>Gets every batch of the log, in order, on the reader's own thread: it must not wait.</summary>
public interface IFollower
{
    void Take(IReadOnlyList<LoggedEvent> batch);
}
