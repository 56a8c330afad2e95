using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Keeps what the last periodic run of the health checks said of each service, and tells the watchers of it.</summary>
internal sealed class HealthBoard(IOptions<GrpcHealthChecksOptions> options) : IHealthCheckPublisher
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ServingStatus> _statuses = new(StringComparer.Ordinal);
    private readonly HashSet<(string Service, ChannelWriter<ServingStatus> Watcher)> _watchers = [];

    /// <summary>Unknown until the first run.</summary>
    public ServingStatus this[string service]
    {
        get
        {
            lock (_lock) return _statuses.GetValueOrDefault(service, ServingStatus.Unknown);
        }
    }

    public static ServingStatus Judge(HealthReport report, ServiceMapping mapping)
    {
        var spoken = report.Entries
            .Where(entry => mapping.Predicate(new HealthCheckMapContext(entry.Key, entry.Value.Tags)))
            .Select(entry => entry.Value.Status)
            .ToList();
        if (spoken.Count == 0) return ServingStatus.Unknown;
        return spoken.Contains(HealthStatus.Unhealthy) ? ServingStatus.NotServing : ServingStatus.Serving;
    }

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            foreach (var mapping in options.Value.Services) _statuses[mapping.Name] = Judge(report, mapping);
            foreach (var (service, watcher) in _watchers) watcher.TryWrite(_statuses.GetValueOrDefault(service, ServingStatus.Unknown));
        }

        return Task.CompletedTask;
    }

    /// <summary>Reads what each later run says of the service; a reader that is behind sees the latest only. Disposing stops it.</summary>
    public IDisposable Watch(string service, out ChannelReader<ServingStatus> statuses)
    {
        var channel = Channel.CreateBounded<ServingStatus>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_lock) _watchers.Add((service, channel.Writer));
        statuses = channel.Reader;
        return new Subscription(this, service, channel.Writer);
    }

    private sealed class Subscription(HealthBoard board, string service, ChannelWriter<ServingStatus> watcher) : IDisposable
    {
        public void Dispose()
        {
            lock (board._lock) board._watchers.Remove((service, watcher));
        }
    }
}
