using System.Net.Sockets;

namespace Platform.ServiceKit.Messaging;

/// <summary>
/// A connection that is lost swallows what is written to it. RabbitMQ.Client 7.1 queues 128 frames for one writer;
/// where that writer fails, or is held up by a peer that no longer reads, the queue fills, whoever publishes waits for
/// room in it for ever and holds a lock that the connection needs to tell its channels that it is gone
/// (rabbitmq-dotnet-client issue 1930, mended in a release that the bus cannot use yet). So the writer never fails
/// here: the reading side finds the connection gone, and everybody is told.
/// </summary>
/// <param name="socket">Connected.</param>
/// <param name="patience">A peer that takes nothing and says nothing for so long is gone. One that only takes nothing
/// is full, and is waited for.</param>
/// <param name="ended">Called once, when a connection that had come about has nothing more to read.</param>
internal sealed class BrokerStream(Socket socket, TimeSpan patience, Action ended) : NetworkStream(socket)
{
    private long _heardAt = Environment.TickCount64;
    private volatile bool _lost;
    private int _ended;
    private int _reads;

    /// <summary>The broker's part of the handshake: start, tune, open-ok. One that broke off in it (a broker that is
    /// starting) tells nobody of a shutdown.</summary>
    private const int HandshakeReads = 3;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = 0;
        try
        {
            read = await base.ReadAsync(buffer, cancellationToken);
        }
        finally
        {
            if (read > 0)
                _reads++;
            else if (_reads > HandshakeReads && Interlocked.Exchange(ref _ended, 1) == 0)
                ended();
        }
        Volatile.Write(ref _heardAt, Environment.TickCount64);
        return read;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_lost)
            return ValueTask.CompletedTask;
        try
        {
            var write = base.WriteAsync(buffer, cancellationToken);
            return write.IsCompletedSuccessfully ? write : WaitAsync(write.AsTask(), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            GiveUp();
            return ValueTask.CompletedTask;
        }
    }

    private async ValueTask WaitAsync(Task write, CancellationToken ct)
    {
        while (!_lost)
        {
            try
            {
                await write.WaitAsync(patience / 4, ct);
                return;
            }
            catch (TimeoutException)
            {
                if (Environment.TickCount64 - Volatile.Read(ref _heardAt) > patience.TotalMilliseconds)
                    GiveUp();
            }
            catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
            {
                GiveUp();
            }
        }
        _ = write.ContinueWith(
            static left => left.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default
        );
    }

    /// <summary>Ends the read that waits, so that the client finds out now.</summary>
    private void GiveUp()
    {
        _lost = true;
        try
        {
            Socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Gone already.
        }
    }
}
