namespace Platform.Gateway.Limits;

/// <summary>
/// A token bucket in memory, used while the shared ones cannot be reached. From any instant on it lets through at most
/// its burst plus its rate times the time since. Safe to call from many threads.
/// </summary>
public sealed class TokenBucket(RateLimit size, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private double _tokens = size.Burst;
    private long _filledAt = clock.GetTimestamp();

    public BucketAnswer Take(int wanted = 1)
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            _tokens = Math.Min(
                size.Burst,
                _tokens + clock.GetElapsedTime(_filledAt, now).TotalSeconds * size.PerSecond
            );
            _filledAt = now;

            var granted = (int)Math.Min(wanted, Math.Floor(_tokens));
            _tokens -= granted;
            var wait = granted > 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - _tokens) / size.PerSecond);
            return new BucketAnswer(granted, (int)_tokens, wait);
        }
    }
}
