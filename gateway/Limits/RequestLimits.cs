using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Platform.Gateway.Protection;

namespace Platform.Gateway.Limits;

/// <summary>Sets up ASP.NET Core's rate limiter: <see cref="CallLimiter"/> for every call, and how a refusal
/// reads.</summary>
internal sealed class RequestLimits(CallLimiter limiter) : IConfigureOptions<RateLimiterOptions>
{
    public void Configure(RateLimiterOptions options)
    {
        options.GlobalLimiter = limiter;
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
}
