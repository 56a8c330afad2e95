using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.LocalServers;

namespace Platform.AppHost.Running;

/// <summary>
/// What a run leaves in its data directory while it is up: <c>running.json</c>, by which commands find this
/// installation and no other, and one log a process. When everything is healthy the sample is loaded once and the
/// addresses are printed.
/// </summary>
internal sealed class RunRecord(Installation installation)
{
    private string File => installation.In("running.json");

    internal void Keep(IDistributedApplicationBuilder builder) =>
        builder.Eventing.Subscribe<BeforeStartEvent>(
            (start, cancelled) =>
            {
                var life = start.Services.GetRequiredService<IHostApplicationLifetime>();
                System.IO.File.Delete(File);
                life.ApplicationStopping.Register(() => System.IO.File.Delete(File));
                _ = WriteLogsAsync(start.Services, life.ApplicationStopping);
                _ = AnnounceAsync(start.Services, start.Model, builder, life.ApplicationStopping);
                return Task.CompletedTask;
            }
        );

    private async Task AnnounceAsync(
        IServiceProvider services,
        DistributedApplicationModel model,
        IDistributedApplicationBuilder builder,
        CancellationToken ct
    )
    {
        var log = services.GetRequiredService<ILogger<RunRecord>>();
        try
        {
            var gateway = (ProjectResource)model.Resources.Single(r => r.Name == "gateway");
            await services
                .GetRequiredService<ResourceNotificationService>()
                .WaitForResourceHealthyAsync(gateway.Name, ct);
            var workspace = (ProjectResource)model.Resources.Single(r => r.Name == "workspace");
            var connections = new SortedDictionary<string, string?>(StringComparer.Ordinal);
            foreach (var resource in model.Resources.OfType<IResourceWithConnectionString>())
                connections[resource.Name] = await resource.GetConnectionStringAsync(ct);
            if (services.GetKeyedService<LocalServer>("rabbitmq") is RabbitMqServer broker)
                connections["rabbitmq-management"] = broker.ManagementUri;
            var running = new Running(
                installation.Id,
                Environment.ProcessId,
                gateway.GetEndpoint("http").Url,
                gateway.GetEndpoint("grpc").Url,
                workspace.GetEndpoint("http").Url,
                Dashboard(model, builder),
                connections
            );
            Secret.WritePrivate(File, JsonSerializer.Serialize(running, JsonSerializerOptions.Web));
            await new Welcome(installation, running).SayAsync(builder.Configuration, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopped before everything was up.
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The addresses could not be announced");
        }
    }

    private static string? Dashboard(DistributedApplicationModel model, IDistributedApplicationBuilder builder) =>
        model.Resources.Any(r => r.Name == "aspire-dashboard")
            ? $"{builder.Configuration["ASPNETCORE_URLS"]}/login?t={builder.Configuration["AppHost:BrowserToken"]}"
            : null;

    private async Task WriteLogsAsync(IServiceProvider services, CancellationToken ct)
    {
        Secret.PrivateDirectory(installation.In("logs"));
        var logs = services.GetRequiredService<ResourceLoggerService>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            await foreach (var change in services.GetRequiredService<ResourceNotificationService>().WatchAsync(ct))
            {
                if (change.Resource is not ProjectResource || !known.Add(change.ResourceId))
                    continue;
                _ = WriteLogAsync(
                    logs,
                    change.ResourceId,
                    Path.Combine(installation.In("logs"), change.Resource.Name + ".log"),
                    ct
                );
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private static async Task WriteLogAsync(
        ResourceLoggerService logs,
        string resource,
        string file,
        CancellationToken ct
    )
    {
        await using var log = new StreamWriter(
            new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)
        )
        {
            AutoFlush = true,
        };
        try
        {
            await foreach (var lines in logs.WatchAsync(resource).WithCancellation(ct))
            {
                foreach (var line in lines)
                    await log.WriteLineAsync(line.Content);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
