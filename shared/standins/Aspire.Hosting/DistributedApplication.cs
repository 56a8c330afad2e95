using Aspire.Hosting.Processes;

namespace Aspire.Hosting;

public sealed class DistributedApplicationOptions
{
    public string[]? Args { get; set; }

    /// <summary>The AppHost's assembly; null: the one that was started.</summary>
    public string? AssemblyName { get; set; }

    internal string? ProjectDirectory { get; set; }
}

/// <summary>An application, ready to run on this machine's own processes.</summary>
public class DistributedApplication : IDisposable, IAsyncDisposable
{
    private readonly IDistributedApplicationBuilder _description;
    private ProcessHost? _host;

    internal DistributedApplication(IDistributedApplicationBuilder description) => _description = description;

    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(new DistributedApplicationOptions { Args = args });

    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(options);

    /// <summary>Starts everything and returns when Ctrl-C or SIGTERM has stopped it.</summary>
    public void Run()
    {
        try
        {
            RunAsync().GetAwaiter().GetResult();
        }
        catch (DistributedApplicationException e)
        {
            Console.Error.WriteLine(e.Message);
            Environment.ExitCode = 1;
        }
    }

    /// <inheritdoc cref="Run"/>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        using var stop = new StopRequest(cancellationToken);
        try
        {
            await StartAsync(stop.Requested);
            await Task.Delay(Timeout.Infinite, stop.Requested);
        }
        catch (OperationCanceledException) when (stop.Requested.IsCancellationRequested)
        {
            // Asked to stop, while starting or later.
        }
        finally
        {
            await StopAsync(stop.Urgent);
        }
    }

    /// <summary>Returns when everything has been healthy once.</summary>
    /// <exception cref="NotSupportedException">The application is being published.</exception>
    /// <exception cref="DistributedApplicationException">A server did not start.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (_description.ExecutionContext.IsPublishMode)
        {
            throw new NotSupportedException(
                "Publishing needs the real Aspire packages: this build uses their stand-ins, which only run the application on this machine. "
                + "Build on a feed that has Aspire (./platform restore --force tells), then publish again.");
        }
        _host ??= new ProcessHost(_description);
        await _host.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (_host is null) return;
        await _host.StopAsync(cancellationToken);
        _host.Dispose();
        _host = null;
    }

    public void Dispose()
    {
        StopAsync().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        GC.SuppressFinalize(this);
    }
}
