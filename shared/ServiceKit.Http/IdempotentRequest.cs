namespace Platform.ServiceKit.Http;

/// <summary>The request at hand, as its key knows it; a feature of the HTTP context.</summary>
public sealed class IdempotentRequest(string caller, string key, string route, byte[] bodyHash)
{
    public string Caller { get; } = caller;
    public string Key { get; } = key;
    public string Route { get; } = route;
    public byte[] BodyHash { get; } = bodyHash;

    /// <summary>The transaction that claimed the key has committed.</summary>
    internal bool Applied { get; set; }

    internal bool Claimed { get; set; }
}
