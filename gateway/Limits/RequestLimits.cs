using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Platform.Gateway.Protection;
using Platform.Gateway.Routing;

namespace Platform.Gateway.Limits;

/// <summary>
/// Sets up ASP.NET Core's rate limiter: first the caller's own limit, then room. Load is shed before it collapses: so
/// many calls at once in all (<c>Protection:MaxCalls</c>) and half of that for any one service, so that one that hangs
/// does not take the others' room. A call that is refused anyway takes no place; streams have their own bound.
/// </summary>
internal sealed class RequestLimits(CallerRateLimiter callers, IOptions<ProtectionOptions> protection)
    : IConfigureOptions<RateLimiterOptions>
{
    public void Configure(RateLimiterOptions options)
    {
        var all = protection.Value.MaxCalls;
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            callers,
            AtOnce(all, _ => ""),
            AtOnce(all / 2, route => route.Service)
        );
        options.OnRejected = (rejected, _) =>
            new ValueTask(
                Refusal.WriteAsync(
                    rejected.HttpContext,
                    rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
                        ? GatewayProblems.TooMany(Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)))
                        : GatewayProblems.Overloaded()
                )
            );
    }

    private static PartitionedRateLimiter<HttpContext> AtOnce(int limit, Func<PublicRoute, string> partition) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
            context.GetEndpoint()?.Metadata.GetMetadata<PublicRoute>() is { Timeout: not null } route
                ? RateLimitPartition.GetConcurrencyLimiter(partition(route), _ => new ConcurrencyLimiterOptions
                {
                    PermitLimit = limit,
                })
                : RateLimitPartition.GetNoLimiter("streams")
        );
}
