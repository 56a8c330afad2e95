using StackExchange.Redis;

namespace Platform.Gateway.Limits;

/// <summary>The token buckets that all instances share, in Redis; null while it cannot be reached in time.</summary>
public sealed class SharedBuckets(IConnectionMultiplexer redis, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly string Script = ReadScript();

    private long _pausedUntil;

    public async ValueTask<BucketAnswer?> TakeAsync(string bucket, RateLimit size, int wanted)
    {
        var now = clock.GetTimestamp();
        if (now < Volatile.Read(ref _pausedUntil) || !redis.IsConnected)
            return null;

        try
        {
            // The braces keep a caller's keys on one slot of a cluster.
            RedisKey[] keys = [$"gateway:limit:{{{bucket}}}"];
            var answer = await redis
                .GetDatabase()
                .ScriptEvaluateAsync(Script, keys, [size.PerSecond, size.Burst, wanted])
                .WaitAsync(Patience, clock);
            var parts = (int[])answer!;
            return new BucketAnswer(parts[0], parts[1], TimeSpan.FromMilliseconds(parts[2]));
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            // One caller pays the wait, not each: for a second everyone counts locally.
            Volatile.Write(ref _pausedUntil, now + (long)(PauseAfterFailure.TotalSeconds * clock.TimestampFrequency));
            return null;
        }
    }

    private static string ReadScript()
    {
        using var reader = new StreamReader(
            typeof(SharedBuckets).Assembly.GetManifestResourceStream("take-tokens.lua")!
        );
        return reader.ReadToEnd();
    }
}
