using System.Collections.Concurrent;

namespace Platform.Gateway.Limits;

/// <summary>
/// The buckets of all callers seen lately. Sizes come from configuration, <c>Limits:&lt;budget&gt;:PerSecond</c> and
/// <c>:Burst</c>; a key with its own rate replaces that of calls and ingest.
/// </summary>
public sealed class CallerLimits(IConfiguration configuration, SharedBuckets shared, TimeProvider clock)
{
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(string Caller, string Budget), CallerBucket> _buckets = new();
    private readonly Dictionary<string, BudgetSize> _sizes = new(StringComparer.Ordinal)
    {
        [Budgets.Calls] = Configured(configuration, Budgets.Calls, new BudgetSize(500, 1_000)),
        [Budgets.Ingest] = Configured(configuration, Budgets.Ingest, new BudgetSize(1_000, 2_000)),
        [Budgets.Heavy] = Configured(configuration, Budgets.Heavy, new BudgetSize(5, 50)),
        [Budgets.Anonymous] = Configured(configuration, Budgets.Anonymous, new BudgetSize(10, 50)),
    };

    private long _sweptAt = clock.GetTimestamp();

    /// <param name="perSecond">The caller's own rate where it has one.</param>
    public CallerBucket For(string caller, string budget, int? perSecond)
    {
        if (_buckets.TryGetValue((caller, budget), out var bucket))
            return bucket;

        Sweep();
        var size =
            perSecond is { } own && budget is Budgets.Calls or Budgets.Ingest
                ? new BudgetSize(own, own * 2)
                : _sizes[budget];
        return _buckets.GetOrAdd(
            (caller, budget),
            static (key, with) => new CallerBucket($"{key.Caller}:{key.Budget}", with.size, with.shared, with.clock),
            (size, shared, clock)
        );
    }

    /// <summary>A caller who comes back after minutes finds a full bucket anyway, so forgetting it changes
    /// nothing.</summary>
    private void Sweep()
    {
        var last = Volatile.Read(ref _sweptAt);
        if (
            clock.GetElapsedTime(last) < ForgetAfter
            || Interlocked.CompareExchange(ref _sweptAt, clock.GetTimestamp(), last) != last
        )
            return;
        foreach (var (key, bucket) in _buckets)
            if (bucket.Idle > ForgetAfter)
                _buckets.TryRemove(key, out _);
    }

    private static BudgetSize Configured(IConfiguration configuration, string budget, BudgetSize defaults)
    {
        var section = configuration.GetSection($"Limits:{budget}");
        var size = new BudgetSize(
            section.GetValue("PerSecond", defaults.PerSecond),
            section.GetValue("Burst", defaults.Burst)
        );
        return size is { PerSecond: > 0, Burst: > 0 }
            ? size
            : throw new InvalidOperationException($"Limits:{budget}: PerSecond and Burst must be above 0.");
    }
}
