using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Platform.LocalServers;

namespace Aspire.Hosting.Processes;

/// <summary>Runs a server and starts it again, on the same port and data, when it crashes.</summary>
internal sealed class ServerRunner(IResource resource, LocalServerAnnotation annotation, DataDirectory data, StateFile states, Output output) : IRunner
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ProcessState _state = states.Add(new ProcessState(resource.Name, resource.Name, "server"));
    private LocalServer? _server;
    private Task _supervision = Task.CompletedTask;

    public IResource Resource => resource;

    public Task Ready => _ready.Task;

    public async Task StartAsync(CancellationToken ct)
    {
        try
        {
            _server = annotation.Create(Path.Combine(data.Root, resource.Name));
            _server.LogFile = data.LogOf(resource.Name);
            await StartServerAsync(_server, ct);
            _supervision = SuperviseAsync(_server);
            _ready.TrySetResult();
        }
        catch (Exception e)
        {
            _ready.TrySetException(e);
            throw;
        }
    }

    public async Task StopAsync(CancellationToken urgent)
    {
        await _stopping.CancelAsync();
        await _supervision;
        if (_server is null) return;
        states.Change(_state, s => s.State = "stopping");
        await using (urgent.Register(_server.Kill)) await _server.StopAsync();
        states.Change(_state, s => (s.State, s.ProcessId) = ("stopped", null));
    }

    public void Dispose() => _stopping.Dispose();

    private async Task StartServerAsync(LocalServer server, CancellationToken ct)
    {
        states.Change(_state, s => (s.State, s.Log) = ("starting", server.LogFile));
        await server.StartAsync(ct);
        await annotation.AfterStartAsync(ct);
        states.Change(_state, s =>
        {
            s.State = "healthy";
            s.ProcessId = server.ProcessId;
            s.Addresses = new Dictionary<string, string>(StringComparer.Ordinal) { ["tcp"] = FormattableString.Invariant($"127.0.0.1:{server.Port}") };
        });
        output.Say($"{resource.Name} is healthy on port {server.Port} (log: {server.LogFile})");
    }

    private async Task SuperviseAsync(LocalServer server)
    {
        var backoff = new Backoff();
        try
        {
            while (true)
            {
                var started = Stopwatch.StartNew();
                await server.Exited.WaitAsync(_stopping.Token);
                server.Kill();
                await RestartAsync(server, backoff, started.Elapsed);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The host stops it from here.
        }
    }

    private async Task RestartAsync(LocalServer server, Backoff backoff, TimeSpan ran)
    {
        while (true)
        {
            var delay = backoff.After(ran);
            states.Change(_state, s => (s.State, s.ProcessId, s.Restarts) = ("crashed", null, s.Restarts + 1));
            output.Say($"{resource.Name} ended unexpectedly; starting it again in {delay.TotalSeconds:0.#} s");
            await Task.Delay(delay, _stopping.Token);
            try
            {
                await StartServerAsync(server, _stopping.Token);
                return;
            }
            catch (LocalServerException e)
            {
                output.Say(e.Message);
                ran = TimeSpan.Zero;
            }
        }
    }
}
