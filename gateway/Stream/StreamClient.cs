using System.Threading.Channels;
using Platform.Gateway.Feed;

namespace Platform.Gateway.Stream;

/// <summary>
/// One connected client's queue of batches. It is bounded: a client that does not read is cut off, not waited for, and
/// resumes where it was with Last-Event-ID.
/// </summary>
public sealed class StreamClient : IFollower, IDisposable
{
    private const int MaxBatches = 64;

    private readonly Channel<IReadOnlyList<LoggedEvent>> _batches =
        Channel.CreateBounded<IReadOnlyList<LoggedEvent>>(new BoundedChannelOptions(MaxBatches) { SingleReader = true, SingleWriter = true });

    private readonly CancellationTokenSource _cut = new();

    public ChannelReader<IReadOnlyList<LoggedEvent>> Batches => _batches.Reader;

    /// <summary>Cancelled when the client was too slow.</summary>
    public CancellationToken Cut => _cut.Token;

    public void Take(IReadOnlyList<LoggedEvent> batch)
    {
        // The token's callbacks abort a connection; that is not the log reader's business.
        if (!_batches.Writer.TryWrite(batch) && !_cut.IsCancellationRequested) ThreadPool.UnsafeQueueUserWorkItem(static client => client.CutOff(), this, preferLocal: false);
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
