using System.Runtime.InteropServices;

namespace Aspire.Hosting.Processes;

/// <summary>Ctrl-C, SIGTERM or a closed terminal: once asks to stop in order, twice to stop at once.</summary>
internal sealed class StopRequest : IDisposable
{
    private readonly CancellationTokenSource _requested;
    private readonly CancellationTokenSource _urgent = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    internal StopRequest(CancellationToken other)
    {
        _requested = CancellationTokenSource.CreateLinkedTokenSource(other);
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            _registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
    }

    internal CancellationToken Requested => _requested.Token;

    internal CancellationToken Urgent => _urgent.Token;

    public void Dispose()
    {
        _registrations.ForEach(r => r.Dispose());
        _requested.Dispose();
        _urgent.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_requested.IsCancellationRequested) _urgent.Cancel();
        else _requested.Cancel();
    }
}
