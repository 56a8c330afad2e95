using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Platform.Gateway.Feed;

namespace Platform.Gateway.Stream;

/// <summary>
/// One connected client's queue of batches. It is bounded, in batches and in what they hold: a client that does not
/// read is cut off, not waited for, and resumes where it was with Last-Event-ID.
/// </summary>
/// <param name="filter">What it asked for; the rest never waits here, nor counts.</param>
/// <param name="isAccepted">Whether the client's token or key still holds.</param>
public sealed class StreamClient(StreamFilter filter, Func<bool> isAccepted) : IFollower, IDisposable
{
    private const int MaxBatches = 64;

    /// <summary>Bytes that may lie here when the next batch comes; events are shared by all clients, but the slowest
    /// keeps them alive.</summary>
    private const long MaxWaiting = 8 << 20;

    private readonly Channel<IReadOnlyList<LoggedEvent>> _batches = Channel.CreateBounded<IReadOnlyList<LoggedEvent>>(
        new BoundedChannelOptions(MaxBatches) { SingleReader = true }
    );

    private readonly CancellationTokenSource _cut = new();
    private long _waiting;
    private volatile bool _ended;

    /// <summary>Cancelled when the client was too slow.</summary>
    public CancellationToken Cut => _cut.Token;

    public bool IsAccepted => isAccepted();

    /// <summary>True when there is something to read, false at the end, also where something waits still. Without a
    /// token, for what can be cancelled is allocated anew at each call: end it with <see cref="End"/>.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> WaitAsync() =>
        await _batches.Reader.WaitToReadAsync(CancellationToken.None) && !_ended;

    /// <summary>The next batch; an empty one is a sign of life to pass on.</summary>
    public bool TryRead([NotNullWhen(true)] out IReadOnlyList<LoggedEvent>? batch)
    {
        batch = null;
        if (_ended || !_batches.Reader.TryRead(out batch))
            return false;
        Interlocked.Add(ref _waiting, -SizeOf(batch));
        return true;
    }

    public void Take(IReadOnlyList<LoggedEvent> batch)
    {
        if (_ended || filter.Of(batch) is not { } matching)
            return;
        batch = matching;
        var fits = Volatile.Read(ref _waiting) <= MaxWaiting && _batches.Writer.TryWrite(batch);
        if (fits)
            Interlocked.Add(ref _waiting, SizeOf(batch));
        // The token's callbacks abort a connection; that is not the log reader's business.
        else if (!_cut.IsCancellationRequested)
            ThreadPool.UnsafeQueueUserWorkItem(static client => client.CutOff(), this, preferLocal: false);
    }

    /// <summary>Lets a proxy in between know that the line is alive; where much waits already, there is no
    /// need.</summary>
    public void Beat() => _batches.Writer.TryWrite([]);

    /// <summary>Nothing more goes out, also of what waits here.</summary>
    public void End()
    {
        _ended = true;
        _batches.Writer.TryComplete();
    }

    private static long SizeOf(IReadOnlyList<LoggedEvent> batch)
    {
        var size = 0L;
        foreach (var logged in batch)
            size += logged.Frame.Length;
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
