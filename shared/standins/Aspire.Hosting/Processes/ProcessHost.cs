using System.Diagnostics;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Platform.LocalServers;

namespace Aspire.Hosting.Processes;

/// <summary>
/// Runs an application on plain processes: servers and projects each start when what they wait for is healthy, and stop
/// in the opposite order.
/// </summary>
internal sealed class ProcessHost(IDistributedApplicationBuilder description) : IDisposable
{
    private readonly DataDirectory _data = DataDirectory.Of(description);
    private readonly Output _output = new();
    private List<IRunner> _runners = [];
    private DirectoryLock? _lock;

    internal async Task StartAsync(CancellationToken ct)
    {
        var started = Stopwatch.StartNew();
        _lock = TakeLock();
        Directory.CreateDirectory(_data.Run);
        Directory.CreateDirectory(_data.Logs);
        ForgetRun();
        var leftover = await ChildProcess.SweepAsync(_data.Root);
        if (leftover.Count > 0) _output.Say($"ended what an earlier run had left behind: {string.Join(", ", leftover)}");

        var states = new StateFile(_data.State);
        _runners = [.. description.Resources.Select(r => RunnerOf(r, states)).OfType<IRunner>()];
        states.Write();

        // One failure ends the start: whoever waits for the failed resource would wait for ever.
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var starts = _runners.Select(runner => StartWhenPossibleAsync(runner, failed)).ToList();
        try
        {
            await Task.WhenAll(starts);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            var cause = starts.Select(s => s.Exception?.InnerException).FirstOrDefault(x => x is not null and not OperationCanceledException) ?? e;
            throw new DistributedApplicationException(cause.Message, cause);
        }
        await WriteConnectionsAsync(ct);
        await File.WriteAllLinesAsync(_data.Endpoints, ExternalEndpoints(), ct);
        _output.Say($"everything is healthy after {started.Elapsed.TotalSeconds:0.0} s");
    }

    internal async Task StopAsync(CancellationToken urgent)
    {
        if (_runners.Count > 0) _output.Say("stopping (once more Ctrl-C: at once)");
        var stopped = new Dictionary<IRunner, Task>();
        await Task.WhenAll(_runners.Select(StopInOrderAsync));
        ForgetRun();
        if (_runners.Count > 0) _output.Say("everything has stopped");

        Task StopInOrderAsync(IRunner runner)
        {
            if (!stopped.TryGetValue(runner, out var task)) stopped[runner] = task = AfterDependentsAsync(runner);
            return task;
        }

        async Task AfterDependentsAsync(IRunner runner)
        {
            await Task.WhenAll(_runners.Where(other => Awaited(other).Contains(runner)).Select(StopInOrderAsync));
            await runner.StopAsync(urgent);
        }
    }

    public void Dispose()
    {
        _runners.ForEach(r => r.Dispose());
        _output.Dispose();
        _lock?.Dispose();
    }

    /// <summary>What describes a run goes with it, or, when it was killed, with the next start.</summary>
    private void ForgetRun()
    {
        foreach (var file in (string[])[_data.State, _data.Connections, _data.Endpoints]) File.Delete(file);
    }

    private DirectoryLock TakeLock()
    {
        try
        {
            return DirectoryLock.Take(_data.Root);
        }
        catch (LocalServerException e)
        {
            throw new DistributedApplicationException(e.Message, e);
        }
    }

    /// <summary>For scripts: resource, endpoint and address of what callers from outside use.</summary>
    private IEnumerable<string> ExternalEndpoints() =>
        from resource in description.Resources
        from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
        where endpoint.IsExternal && endpoint.AllocatedPorts.Count > 0
        select $"{resource.Name} {endpoint.Name} {endpoint.AddressOf(0)}";

    private IRunner? RunnerOf(IResource resource, StateFile states) => resource switch
    {
        ProjectResource project => new ProjectRunner(project, description.ExecutionContext, _data, states, _output),
        _ when resource.Annotations.OfType<LocalServerAnnotation>().LastOrDefault() is { } server => new ServerRunner(resource, server, _data, states, _output),
        ContainerResource => throw new NotSupportedException($"'{resource.Name}' is a container without a stand-in: nothing here says which process to run for it."),
        _ => null,
    };

    private async Task StartWhenPossibleAsync(IRunner runner, CancellationTokenSource failed)
    {
        try
        {
            await Task.WhenAll(Awaited(runner).Select(r => r.Ready)).WaitAsync(failed.Token);
            await runner.StartAsync(failed.Token);
        }
        catch
        {
            await failed.CancelAsync();
            throw;
        }
    }

    /// <summary>What must be ready before this one: a database's server stands for the database.</summary>
    private IEnumerable<IRunner> Awaited(IRunner runner) =>
        runner.Resource.Annotations.OfType<WaitAnnotation>().Select(wait => RunnerOfOwner(wait.Resource)).OfType<IRunner>();

    private IRunner? RunnerOfOwner(IResource resource) =>
        _runners.FirstOrDefault(r => r.Resource == resource) ?? (resource is IResourceWithParent child ? RunnerOfOwner(child.Parent) : null);

    /// <summary>For the operator's commands: how to reach the servers, readable by the owner alone.</summary>
    private async Task WriteConnectionsAsync(CancellationToken ct)
    {
        var connections = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var resource in description.Resources.OfType<IResourceWithConnectionString>())
            connections[resource.Name] = await resource.GetConnectionStringAsync(ct);
        foreach (var (resource, server) in description.Resources.Select(r => (r, r.Annotations.OfType<LocalServerAnnotation>().LastOrDefault()?.Server)))
        {
            foreach (var (name, address) in server?.OtherAddresses ?? new Dictionary<string, string>(StringComparer.Ordinal)) connections[$"{resource.Name}-{name}"] = address;
        }
        await Secret.WritePrivateAsync(_data.Connections, JsonSerializer.Serialize(connections), ct);
    }
}
