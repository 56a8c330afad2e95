namespace Platform.Engagement.Steps;

/// <summary>Tells another service or system something, under a key that makes repeating it harmless.</summary>
public interface IOutwardCall
{
    /// <summary>Which intentions it sends: <c>webhook</c>, <c>open_risk</c>.</summary>
    string Kind { get; }

    /// <summary>Sends once. An exception means that nobody knows: it is sent again under the same key.</summary>
    Task<OutwardAnswer> SendAsync(OutwardIntent intent, CancellationToken ct);
}
