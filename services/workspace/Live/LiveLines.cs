using System.Runtime.CompilerServices;
using Platform.Workspace.Api;

namespace Platform.Workspace.Live;

/// <summary>
/// The lines to the gateway's stream, one for each person who has a page open. Not one for the process: it has no
/// credential of its own, so that nobody sees through it what the gateway would not show them.
/// </summary>
public sealed class LiveLines(IServiceScopeFactory scopes, IHostApplicationLifetime host, ILogger<LiveLines> log)
{
    private readonly Dictionary<string, Shared> _lines = new(StringComparer.Ordinal);

    private sealed record Shared(LiveLine Line, CancellationTokenSource Ending, Task Running);

    public async IAsyncEnumerable<LiveChange> FollowAsync(string token, [EnumeratorCancellation] CancellationToken ct)
    {
        var shared = Enter(token, out var tab);
        try
        {
            await foreach (var change in tab.Reader.ReadAllAsync(ct))
            {
                yield return change;
                if (change.Kind == "ended")
                    yield break;
            }
        }
        finally
        {
            Leave(token, shared, tab);
        }
    }

    private Shared Enter(string token, out System.Threading.Channels.Channel<LiveChange> tab)
    {
        lock (_lines)
        {
            if (!_lines.TryGetValue(token, out var shared) || shared.Running.IsCompleted)
            {
                var scope = scopes.CreateScope();
                var line = new LiveLine(scope.ServiceProvider.GetRequiredService<GatewayApi>(), token, log);
                var ending = CancellationTokenSource.CreateLinkedTokenSource(host.ApplicationStopping);
                tab = line.Open();
                _lines[token] = shared = new(line, ending, RunAsync(line, scope, ending));
                return shared;
            }

            tab = shared.Line.Open();
            return shared;
        }
    }

    private static async Task RunAsync(LiveLine line, IServiceScope scope, CancellationTokenSource ending)
    {
        try
        {
            // Not on the request that opened it first, whose context would go with it.
            using (ExecutionContext.SuppressFlow())
                await Task.Run(() => line.RunAsync(ending.Token));
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Nobody is left, or the process ends.
        }
        finally
        {
            scope.Dispose();
        }
    }

    private void Leave(string token, Shared shared, System.Threading.Channels.Channel<LiveChange> tab)
    {
        lock (_lines)
        {
            if (!shared.Line.Close(tab))
                return;
            shared.Ending.Cancel();
            if (_lines.TryGetValue(token, out var known) && ReferenceEquals(known, shared))
                _lines.Remove(token);
        }
    }
}
