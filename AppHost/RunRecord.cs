using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.LocalServers;

namespace Platform.AppHost;

/// <summary>What `./platform` and tests read of a run: the log and the state of each process, and how to reach the servers.</summary>
internal sealed class RunRecord(string data)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly SortedDictionary<string, ProcessState> _processes = new(StringComparer.Ordinal);

    private string State => Path.Combine(data, "state.json");

    private string Connections => Path.Combine(data, "connections.json");

    private string Endpoints => Path.Combine(data, "endpoints");

    internal void Keep(IDistributedApplicationBuilder builder) => builder.Eventing.Subscribe<BeforeStartEvent>((start, cancelled) =>
    {
        var life = start.Services.GetRequiredService<IHostApplicationLifetime>();
        Forget();
        life.ApplicationStopped.Register(Forget);
        _ = WatchAsync(start.Services, life.ApplicationStopping);
        _ = AnnounceAsync(start.Services, start.Model, life.ApplicationStopping);
        return Task.CompletedTask;
    });

    private void Forget()
    {
        foreach (var file in (string[])[State, Connections, Endpoints]) File.Delete(file);
    }

    private async Task WatchAsync(IServiceProvider services, CancellationToken ct)
    {
        var logs = services.GetRequiredService<ResourceLoggerService>();
        await foreach (var change in services.GetRequiredService<ResourceNotificationService>().WatchAsync(ct))
        {
            var (resource, snapshot) = (change.Resource, change.Snapshot);
            if (resource is not ProjectResource and not ContainerResource) continue;
            if (!_processes.TryGetValue(change.ResourceId, out var process))
            {
                process = _processes[change.ResourceId] = new ProcessState(resource.Name, resource is ProjectResource ? "project" : "server", Path.Combine(data, "logs", resource.Name + ".log"));
                _ = WriteLogAsync(logs, change.ResourceId, process.Log, ct);
            }

            var id = snapshot.Properties.FirstOrDefault(p => p.Name == "executable.pid")?.Value is { } value ? Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) : (int?)null;
            if (process.ProcessId is { } before && before != 0 && id is { } now && now != before) process.Restarts++;
            process.ProcessId = id is > 0 ? id : process.ProcessId;
            process.State = snapshot.HealthStatus is { } health && snapshot.State?.Text == KnownResourceStates.Running ? health.ToString().ToLowerInvariant() : snapshot.State?.Text?.ToLowerInvariant() ?? "";
            process.Addresses = snapshot.Urls.Where(u => u.Name is not null).GroupBy(u => u.Name!).ToDictionary(g => g.Key, g => g.First().Url, StringComparer.Ordinal);
            Secret.WritePrivate(State, JsonSerializer.Serialize(new { HostProcessId = Environment.ProcessId, Processes = _processes.Values }, Format));
        }
    }

    private static async Task WriteLogAsync(ResourceLoggerService logs, string resource, string file, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var log = new StreamWriter(new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        try
        {
            await foreach (var lines in logs.WatchAsync(resource).WithCancellation(ct))
            {
                foreach (var line in lines) await log.WriteLineAsync(line.Content);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task AnnounceAsync(IServiceProvider services, DistributedApplicationModel model, CancellationToken ct)
    {
        var gateway = (ProjectResource)model.Resources.Single(r => r.Name == "gateway");
        await services.GetRequiredService<ResourceNotificationService>().WaitForResourceHealthyAsync(gateway.Name, ct);
        var connections = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var resource in model.Resources.OfType<IResourceWithConnectionString>()) connections[resource.Name] = await resource.GetConnectionStringAsync(ct);
        if (services.GetKeyedService<LocalServer>("rabbitmq") is RabbitMqServer broker) connections["rabbitmq-management"] = broker.ManagementUri;
        Secret.WritePrivate(Connections, JsonSerializer.Serialize(connections));
        await File.WriteAllLinesAsync(Endpoints, gateway.GetEndpoints().Select(e => $"gateway {e.EndpointName} {e.Url}"), ct);
    }

    private sealed record ProcessState(string Name, string Kind, string Log)
    {
        public string Resource => Kind == "project" && Name.StartsWith("health-scoring", StringComparison.Ordinal) ? "health-scoring" : Name;

        public string State { get; set; } = "waiting";

        public int? ProcessId { get; set; }

        public int Restarts { get; set; }

        public IReadOnlyDictionary<string, string> Addresses { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);
    }
}
