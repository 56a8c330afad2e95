namespace Platform.Gateway.Limits;

/// <summary>
/// What one instance holds for one caller and policy: tokens leased from the shared bucket and not used yet. Most calls
/// take one with a single decrement; a call that finds none fetches the next lease, and those beside it wait for it.
/// Leased tokens lapse after a second, so what is handed out twice is nothing and what is lost is a tenth of a second.
/// </summary>
#pragma warning disable CA1001 // A SemaphoreSlim holds nothing to dispose unless its wait handle is asked for.
public sealed class CallerBucket(string name, RateLimit size, SharedBuckets shared, TimeProvider clock)
#pragma warning restore CA1001
{
    private static readonly TimeSpan LeaseLife = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _fetching = new(1, 1);
    private readonly TokenBucket _local = new(size, clock);
    private int _leased;
    private int _left = size.Burst;
    private long _lapsesAt;
    private long _deniedUntil;
    private long _usedAt = clock.GetTimestamp();

    public RateLimit Size => size;

    public TimeSpan Idle => clock.GetElapsedTime(Volatile.Read(ref _usedAt));

    /// <summary>Takes one token where a lease is at hand.</summary>
    public bool TryTake(out BucketAnswer answer)
    {
        var now = clock.GetTimestamp();
        Volatile.Write(ref _usedAt, now);
        return TryUseLease(now, out answer);
    }

    /// <summary>Takes one token, without waiting where a lease is at hand.</summary>
    public ValueTask<BucketAnswer> TakeAsync(CancellationToken ct) =>
        TryTake(out var answer) ? ValueTask.FromResult(answer) : FetchAsync(ct);

    private bool TryUseLease(long now, out BucketAnswer answer)
    {
        answer = default;
        if (now >= Volatile.Read(ref _lapsesAt))
            return false;

        var leased = Interlocked.Decrement(ref _leased);
        if (leased < 0)
            return false;

        answer = new BucketAnswer(1, Volatile.Read(ref _left) + leased, TimeSpan.Zero);
        return true;
    }

    private async ValueTask<BucketAnswer> FetchAsync(CancellationToken ct)
    {
        await _fetching.WaitAsync(ct);
        try
        {
            var now = clock.GetTimestamp();
            if (TryUseLease(now, out var ready))
                return ready;

            // An empty bucket is not asked again before it can have a token: a flood costs the shared store nothing.
            var denied = Volatile.Read(ref _deniedUntil);
            if (now < denied)
                return new BucketAnswer(0, 0, clock.GetElapsedTime(now, denied));

            var answer = await shared.TakeAsync(name, size, size.Lease) ?? _local.Take(size.Lease);
            if (answer.Granted == 0)
            {
                Volatile.Write(ref _deniedUntil, now + (long)(answer.Wait.TotalSeconds * clock.TimestampFrequency));
                return answer;
            }

            Volatile.Write(ref _left, answer.Left);
            Interlocked.Exchange(ref _leased, answer.Granted - 1);
            Volatile.Write(ref _lapsesAt, now + (long)(LeaseLife.TotalSeconds * clock.TimestampFrequency));
            return answer with { Granted = 1, Left = answer.Left + answer.Granted - 1 };
        }
        finally
        {
            _fetching.Release();
        }
    }
}
