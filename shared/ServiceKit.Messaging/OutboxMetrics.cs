using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Platform.ServiceKit.Messaging;

/// <summary>Depth, age of the oldest row, dead count and publish time, under the meter <see cref="Name"/>.</summary>
public sealed class OutboxMetrics : IDisposable
{
    public const string Name = "Platform.Messaging";

    internal static readonly ActivitySource Source = new(Name);

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _dead;
    private readonly Histogram<double> _publishTime;
    private OutboxLevel _level = new();

    public OutboxMetrics()
    {
        _dead = _meter.CreateCounter<long>("outbox.dead");
        _publishTime = _meter.CreateHistogram<double>("outbox.publish.duration", "ms");
        _meter.CreateObservableGauge("outbox.depth", () => _level.Depth);
        _meter.CreateObservableGauge("outbox.oldest.age", () => _level.OldestSeconds, "s");
    }

    internal void Published(TimeSpan duration) => _publishTime.Record(duration.TotalMilliseconds);

    internal void Died() => _dead.Add(1);

    internal void Level(OutboxLevel level) => _level = level;

    public void Dispose() => _meter.Dispose();
}
