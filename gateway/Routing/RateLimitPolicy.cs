namespace Platform.Gateway.Routing;

/// <summary>The names of the rate limits: each caller has one token bucket per policy (sizes:
/// <c>Limits:&lt;policy&gt;</c>).</summary>
public static class RateLimitPolicy
{
    /// <summary>Ordinary reads and writes.</summary>
    public const string Calls = "calls";

    /// <summary>Usage events: few requests with many events each.</summary>
    public const string Ingest = "ingest";

    /// <summary>What costs the services much per call: imports, exports, back-tests.</summary>
    public const string Heavy = "heavy";

    /// <summary>What pages of customers' products ask for their users, per address: many users may share one.</summary>
    public const string Sdk = "sdk";

    /// <summary>What can be tried without a token, per address.</summary>
    public const string Anonymous = "anonymous";
}
