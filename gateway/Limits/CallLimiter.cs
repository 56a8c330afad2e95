using System.Collections.Frozen;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Platform.Gateway.Protection;
using Platform.Gateway.Routing;

namespace Platform.Gateway.Limits;

/// <summary>
/// All limits of a call: its caller's own, and room. Load is shed before it collapses: so many calls at once in all
/// (<c>Protection:MaxCalls</c>) and half of that for any one service, so that one that hangs does not take the others'
/// room. A call that is refused takes no place; streams have their own bound.
/// </summary>
/// <remarks>.NET's chained and partitioned limiters do the same at four times the cost: a lock, a partition and a
/// closure for each of the three.</remarks>
internal sealed class CallLimiter(CallerRateLimiter callers, IOptions<ProtectionOptions> protection)
    : PartitionedRateLimiter<HttpContext>
{
    private static readonly Lease Streams = new(isAcquired: true, inAll: null, ofService: null);
    private static readonly Lease Full = new(isAcquired: false, inAll: null, ofService: null);

    private readonly ConcurrencyLimiter _inAll = AtOnce(protection.Value.MaxCalls);
    private readonly FrozenDictionary<string, ConcurrencyLimiter> _ofService = ServiceNames
        .Upstream.Append(ServiceNames.Self)
        .ToFrozenDictionary(service => service, _ => AtOnce(protection.Value.MaxCalls / 2), StringComparer.Ordinal);

    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => null;

    /// <summary>Without waiting. Asks for room first, so that a call without room takes no token here.</summary>
    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount)
    {
        var room = Enter(resource);
        if (!room.IsAcquired)
            return room;
        var tokens = callers.AttemptAcquire(resource, permitCount);
        if (tokens.IsAcquired)
            return room;
        room.Dispose();
        return tokens;
    }

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(
        HttpContext resource,
        int permitCount,
        CancellationToken cancellationToken
    )
    {
        var tokens = await callers.AcquireAsync(resource, permitCount, cancellationToken);
        return tokens.IsAcquired ? Enter(resource) : tokens;
    }

    private Lease Enter(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PublicRoute>() is not { Timeout: not null } route)
            return Streams;
        var inAll = _inAll.AttemptAcquire();
        if (!inAll.IsAcquired)
            return Full;
        var ofService = _ofService[route.Service].AttemptAcquire();
        if (ofService.IsAcquired)
            return new Lease(isAcquired: true, inAll, ofService);
        inAll.Dispose();
        return Full;
    }

    private static ConcurrencyLimiter AtOnce(int limit) => new(new ConcurrencyLimiterOptions { PermitLimit = limit });

    private sealed class Lease(bool isAcquired, RateLimitLease? inAll, RateLimitLease? ofService) : RateLimitLease
    {
        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            ofService?.Dispose();
            inAll?.Dispose();
            base.Dispose(disposing);
        }
    }
}
