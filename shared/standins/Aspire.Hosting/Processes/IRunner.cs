using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Processes;

/// <summary>Runs one resource.</summary>
internal interface IRunner : IDisposable
{
    IResource Resource { get; }

    /// <summary>Completes when it has been healthy for the first time; fails when it cannot be started.</summary>
    Task Ready { get; }

    /// <summary>Waits for nothing but its own start; comes back when <see cref="Ready"/> does.</summary>
    Task StartAsync(CancellationToken ct);

    Task StopAsync(CancellationToken urgent);
}
