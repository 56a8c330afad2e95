using Microsoft.Extensions.Options;
using Platform.Gateway.Routing;

namespace Platform.Gateway.Limits;

/// <summary>The sizes of the rate limits: the section <c>Limits</c>, <c>Limits:calls:PerSecond</c> and
/// <c>:Burst</c>.</summary>
public sealed class RateLimitOptions
{
    [ValidateObjectMembers]
    public RateLimit Calls { get; set; } = new(PerSecond: 500, Burst: 1_000);

    [ValidateObjectMembers]
    public RateLimit Ingest { get; set; } = new(PerSecond: 1_000, Burst: 2_000);

    [ValidateObjectMembers]
    public RateLimit Heavy { get; set; } = new(PerSecond: 5, Burst: 50);

    [ValidateObjectMembers]
    public RateLimit Anonymous { get; set; } = new(PerSecond: 10, Burst: 50);

    [ValidateObjectMembers]
    public RateLimit Sdk { get; set; } = new(PerSecond: 200, Burst: 1_000);

    internal RateLimit Of(string policy) =>
        policy switch
        {
            RateLimitPolicy.Calls => Calls,
            RateLimitPolicy.Ingest => Ingest,
            RateLimitPolicy.Heavy => Heavy,
            RateLimitPolicy.Anonymous => Anonymous,
            RateLimitPolicy.Sdk => Sdk,
            _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "There is no such rate limit."),
        };
}
