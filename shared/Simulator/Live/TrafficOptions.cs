namespace Platform.Simulator.Live;

/// <summary>How live traffic misbehaves. Shares lie between 0 and 1.</summary>
public sealed record TrafficOptions
{
    /// <summary>Events in a batch, 1 to 1,000 (the platform's limit).</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>The share of batches that are sent a second time, some batches later and unchanged.</summary>
    public double RepeatedBatches { get; init; } = 0.05;

    /// <summary>The share of events that come late: up to <see cref="LatestBy"/> after they occurred, and so out of
    /// order.</summary>
    public double LateEvents { get; init; } = 0.10;

    /// <summary>How late the latest are. The platform takes 90 days by default.</summary>
    public TimeSpan LatestBy { get; init; } = TimeSpan.FromDays(30);
}
