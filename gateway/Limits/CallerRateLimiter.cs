using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Platform.Gateway.Identity;
using Platform.Gateway.Routing;

namespace Platform.Gateway.Limits;

/// <summary>
/// ASP.NET Core's rate limiter with a token bucket per caller and policy that all instances share in Redis, and that
/// each counts for itself while Redis is away. .NET's own limiters know one instance only. A key with its own rate
/// replaces that of calls and ingest.
/// </summary>
public sealed class CallerRateLimiter(IOptions<RateLimitOptions> options, SharedBuckets shared, TimeProvider clock)
    : PartitionedRateLimiter<HttpContext>
{
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromMinutes(5);
    private static readonly Lease Granted = new(isAcquired: true, TimeSpan.Zero);
    private static readonly Lease NotAtHand = new(isAcquired: false, TimeSpan.Zero);

    private readonly ConcurrentDictionary<(string Caller, string Policy), CallerBucket> _buckets = new();
    private long _sweptAt = clock.GetTimestamp();

    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => null;

    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount)
    {
        if (RouteOf(resource) is not { } route)
            return Granted;
        var bucket = BucketOf(resource, route);
        if (!bucket.TryTake(out var answer))
            return NotAtHand;
        RateLimitHeaders.Add(resource.Response.Headers, route.RateLimit, bucket.Size, answer);
        return Granted;
    }

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(
        HttpContext resource,
        int permitCount,
        CancellationToken cancellationToken
    )
    {
        if (RouteOf(resource) is not { } route)
            return Granted;
        var bucket = BucketOf(resource, route);
        var answer = await bucket.TakeAsync(cancellationToken);
        RateLimitHeaders.Add(resource.Response.Headers, route.RateLimit, bucket.Size, answer);
        return answer.Granted > 0 ? Granted : new Lease(isAcquired: false, answer.Wait);
    }

    private static PublicRoute? RouteOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<PublicRoute>();

    private CallerBucket BucketOf(HttpContext context, PublicRoute route)
    {
        // By address also for links: many secrets are tried from few addresses.
        var caller = route.Anonymous ? null : context.User as AuthenticatedCaller;
        var name = caller?.Caller.Id ?? $"address:{context.Connection.RemoteIpAddress}";
        if (_buckets.TryGetValue((name, route.RateLimit), out var bucket))
            return bucket;

        Sweep();
        var size =
            caller?.RequestsPerSecond is { } own && route.RateLimit is RateLimitPolicy.Calls or RateLimitPolicy.Ingest
                ? new RateLimit(own, own * 2)
                : options.Value.Of(route.RateLimit);
        return _buckets.GetOrAdd(
            (name, route.RateLimit),
            static (key, with) => new CallerBucket($"{key.Caller}:{key.Policy}", with.size, with.shared, with.clock),
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

    private sealed class Lease(bool isAcquired, TimeSpan wait) : RateLimitLease
    {
        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = wait;
            return metadataName == MetadataName.RetryAfter.Name;
        }
    }
}
