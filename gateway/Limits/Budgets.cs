namespace Platform.Gateway.Limits;

/// <summary>What calls draw on: each caller has one token bucket per budget (sizes: configuration
/// <c>Limits:&lt;budget&gt;</c>).</summary>
public static class Budgets
{
    /// <summary>Ordinary reads and writes.</summary>
    public const string Calls = "calls";

    /// <summary>Usage events: few requests with many events each.</summary>
    public const string Ingest = "ingest";

    /// <summary>What costs the services much per call: imports, exports, back-tests.</summary>
    public const string Heavy = "heavy";

    /// <summary>What can be tried without a token, per address.</summary>
    public const string Anonymous = "anonymous";
}
