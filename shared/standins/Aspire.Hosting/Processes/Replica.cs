using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Platform.LocalServers;

namespace Aspire.Hosting.Processes;

/// <summary>One process of a project: started, watched, started again with back-off when it ends, stopped in order.</summary>
internal sealed class Replica(ProjectResource project, int index, string name, DistributedApplicationExecutionContext context, DataDirectory data, StateFile states, Output output) : IDisposable
{
    // Longer than the 25 s that services take to drain at most.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _firstHealthy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private readonly HealthProbe? _health = HealthProbe.Of(project, index);
    private readonly ProcessState _state = states.Add(new ProcessState(name, project.Name, "project")
    {
        Addresses = project.Annotations.OfType<EndpointAnnotation>().ToDictionary(e => e.Name, e => e.AddressOf(index), StringComparer.Ordinal),
        External = project.Annotations.OfType<EndpointAnnotation>().Any(e => e.IsExternal),
        Log = data.LogOf(name),
    });
    private ChildProcess? _process;
    private Task _run = Task.CompletedTask;

    internal Task FirstHealthy => _firstHealthy.Task;

    internal void Start()
    {
        output.Follow(name, _state.Log);
        _run = RunAsync();
    }

    internal async Task StopAsync(CancellationToken urgent)
    {
        await _stopping.CancelAsync();
        await _run;
        if (_process is { } process)
        {
            states.Change(_state, s => s.State = "stopping");
            await using (urgent.Register(process.Kill)) await process.StopAsync(Signal.Terminate, StopPatience);
        }
        states.Change(_state, s => (s.State, s.ProcessId) = ("stopped", null));
        _firstHealthy.TrySetCanceled(CancellationToken.None);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync()
    {
        var backoff = new Backoff();
        try
        {
            while (true)
            {
                var ran = Stopwatch.StartNew();
                var process = _process = ChildProcess.Start(name, await LaunchAsync(), data.Run, _state.Log);
                states.Change(_state, s => (s.State, s.ProcessId) = ("starting", process.Id));
                await WatchAsync(process);

                var delay = backoff.After(ran.Elapsed);
                process.Kill();
                _process = null;
                states.Change(_state, s => (s.State, s.ProcessId, s.Restarts) = ("crashed", null, s.Restarts + 1));
                output.Say($"{name} ended with exit code {process.ExitCode} after {ran.Elapsed.TotalSeconds:0.#} s; starting it again in {delay.TotalSeconds:0.#} s (log: {_state.Log})");
                await Task.Delay(delay, _stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // StopAsync takes over.
        }
        catch (Exception e)
        {
            _firstHealthy.TrySetException(e);
        }
    }

    /// <summary>Returns when the process has ended.</summary>
    private async Task WatchAsync(ChildProcess process)
    {
        var healthy = false;
        while (!process.HasExited)
        {
            var answers = _health is null || await _health.IsHealthyAsync(_stopping.Token);
            if (answers != healthy && !process.HasExited)
            {
                healthy = answers;
                states.Change(_state, s => s.State = healthy ? "healthy" : "unhealthy");
                output.Say($"{name} is {(healthy ? "healthy" : "not healthy any more")}");
                if (healthy) _firstHealthy.TrySetResult();
            }
            await Task.WhenAny(process.Exited, Task.Delay(healthy ? 2_000 : 150, _stopping.Token));
            _stopping.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task<Launch> LaunchAsync() => new(DotNet.Executable, [AssemblyPath])
    {
        WorkingDirectory = Path.GetDirectoryName(Metadata.ProjectPath),
        Environment = await ProcessEnvironment.OfAsync(project, index, name, context, _stopping.Token),
    };

    private IProjectMetadata Metadata => project.Annotations.OfType<IProjectMetadata>().Last();

    private string AssemblyPath => Metadata is IBuiltProject { AssemblyPath: var path } && File.Exists(path)
        ? path
        : throw new DistributedApplicationException($"'{project.Name}' is not built ({Metadata.ProjectPath}). Build AppHost, which builds it too.");
}
