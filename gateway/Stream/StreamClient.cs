using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Platform.Gateway.Feed;

namespace Platform.Gateway.Stream;

/// <summary>
/// One connected client's queue of batches. It is bounded, in batches and in what they hold: a client that does not read is cut off,
/// not waited for, and resumes where it was with Last-Event-ID.
/// </summary>
public sealed class StreamClient : IFollower, IDisposable
{
    private const int MaxBatches = 64;

    /// <summary>Characters that may lie here when the next batch comes; events are shared by all clients, but the slowest keeps them alive.</summary>
    private const long MaxWaiting = 8 << 20;

    private long _waiting;

    private readonly Channel<IReadOnlyList<LoggedEvent>> _batches =
        Channel.CreateBounded<IReadOnlyList<LoggedEvent>>(new BoundedChannelOptions(MaxBatches) { SingleReader = true, SingleWriter = true });

    private readonly CancellationTokenSource _cut = new();

    public ValueTask<bool> WaitAsync(CancellationToken ct) => _batches.Reader.WaitToReadAsync(ct);

    public bool TryRead([NotNullWhen(true)] out IReadOnlyList<LoggedEvent>? batch)
    {
        if (!_batches.Reader.TryRead(out batch)) return false;
        Interlocked.Add(ref _waiting, -SizeOf(batch));
        return true;
    }

    /// <summary>Cancelled when the client was too slow.</summary>
    public CancellationToken Cut => _cut.Token;

    public void Take(IReadOnlyList<LoggedEvent> batch)
    {
        var fits = Volatile.Read(ref _waiting) <= MaxWaiting && _batches.Writer.TryWrite(batch);
        if (fits) Interlocked.Add(ref _waiting, SizeOf(batch));
        // The token's callbacks abort a connection; that is not the log reader's business.
        else if (!_cut.IsCancellationRequested) ThreadPool.UnsafeQueueUserWorkItem(static client => client.CutOff(), this, preferLocal: false);
    }

    private static long SizeOf(IReadOnlyList<LoggedEvent> batch)
    {
        var size = 0L;
        foreach (var logged in batch) size += logged.Data.Length;
        return size;
    }

    private void CutOff()
    {
        try
        {
            _cut.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It went by itself in this moment.
        }
    }

    public void Dispose() => _cut.Dispose();
}
