using System.Globalization;

namespace Platform.Gateway.Limits;

/// <summary>The IETF's <c>RateLimit</c> and <c>RateLimit-Policy</c> fields: what is left, and the seconds until the
/// bucket is full again.</summary>
public static class RateLimitHeaders
{
    public static void Add(IHeaderDictionary headers, string policy, RateLimit size, BucketAnswer answer)
    {
        headers["RateLimit-Policy"] = size.HeaderOf(policy);
        var untilFull = (int)Math.Ceiling((size.Burst - answer.Left) / (double)size.PerSecond);
        headers["RateLimit"] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"{policy}\";r={answer.Left};t={Math.Max(1, untilFull)}"
        );
    }
}
