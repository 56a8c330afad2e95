using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Pipelines.Sockets.Unofficial;

/// <summary>
/// Two pipes and the two loops between them and a transport: what the user writes to <see cref="Output"/> is sent, what
/// arrives can be read from <see cref="Input"/>. Each side ends by itself; the first cause is kept.
/// </summary>
internal sealed class Pump : IDuplexPipe, IDisposable
{
    // A read that filled its buffer is followed by large ones: a value of 10 MB takes hundreds of calls rather than thousands.
    private const int SmallRead = 4 * 1024;
    private const int LargeRead = 128 * 1024;

    private readonly ITransport _transport;
    private readonly Pipe _outgoing;
    private readonly Pipe _incoming;
    private long _bytesSent;
    private long _bytesReceived;
    private int _lastReceived;
    private int _shutdownKind;
    private int _socketError;
    private volatile bool _disposed;

    public Pump(ITransport transport, PipeOptions send, PipeOptions receive)
    {
        _transport = transport;
        _outgoing = new Pipe(send);
        _incoming = new Pipe(receive);

        // Started through the schedulers, so that the loops do not carry the creator's execution context for the connection's life.
        receive.WriterScheduler.Schedule(static pump => _ = ((Pump)pump!).ReceiveAsync(), this);
        send.ReaderScheduler.Schedule(static pump => _ = ((Pump)pump!).SendAsync(), this);
    }

    public PipeReader Input => _incoming.Reader;

    public PipeWriter Output => _outgoing.Writer;

    public long BytesSent => Volatile.Read(ref _bytesSent);

    public long BytesReceived => Volatile.Read(ref _bytesReceived);

    /// <summary>What the latest read yielded: 0 at the end of the stream.</summary>
    public int LastReceived => Volatile.Read(ref _lastReceived);

    public PipeShutdownKind ShutdownKind => (PipeShutdownKind)Volatile.Read(ref _shutdownKind);

    public SocketError SocketError => (SocketError)Volatile.Read(ref _socketError);

    public long BytesWaitingToBeSent => Unconsumed(_outgoing);

    public long BytesWaitingToBeRead => Unconsumed(_incoming);

    /// <summary>Keeps the cause if it is the first one.</summary>
    public bool TryEnd(PipeShutdownKind kind) =>
        Interlocked.CompareExchange(ref _shutdownKind, (int)kind, (int)PipeShutdownKind.None) == (int)PipeShutdownKind.None;

    public void Dispose()
    {
        if (_disposed) return;

        TryEnd(PipeShutdownKind.PipeDisposed);
        _disposed = true;
        _transport.Dispose();

        // The receiving loop ends with the transport; the sending one may be waiting for something to send.
        _outgoing.Reader.CancelPendingRead();
    }

    private async Task ReceiveAsync()
    {
        var writer = _incoming.Writer;
        Exception? failure = null;
        try
        {
            var atLeast = SmallRead;
            while (true)
            {
                var memory = writer.GetMemory(atLeast);
                var count = await _transport.ReceiveAsync(memory);
                Volatile.Write(ref _lastReceived, count);
                if (count == 0)
                {
                    TryEnd(PipeShutdownKind.ReadEndOfStream);
                    break;
                }

                Volatile.Write(ref _bytesReceived, _bytesReceived + count);
                writer.Advance(count);
                atLeast = count == memory.Length ? LargeRead : SmallRead;

                var flush = await writer.FlushAsync();
                if (flush.IsCompleted)
                {
                    TryEnd(PipeShutdownKind.ReadFlushCompleted);
                    break;
                }
            }
        }
        catch (Exception e)
        {
            failure = End(e, PipeShutdownKind.ReadDisposed, PipeShutdownKind.ReadSocketError, PipeShutdownKind.ReadIOException, PipeShutdownKind.ReadException);
        }

        await writer.CompleteAsync(failure);
    }

    private async Task SendAsync()
    {
        var reader = _outgoing.Reader;
        Exception? failure = null;
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync();
                if (read.IsCanceled && _disposed) break;

                if (!read.Buffer.IsEmpty)
                {
                    await _transport.SendAsync(read.Buffer);
                    Volatile.Write(ref _bytesSent, _bytesSent + read.Buffer.Length);
                }

                reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    TryEnd(PipeShutdownKind.WriteEndOfStream);
                    _transport.EndSending();
                    break;
                }
            }
        }
        catch (Exception e)
        {
            failure = End(e, PipeShutdownKind.WriteDisposed, PipeShutdownKind.WriteSocketError, PipeShutdownKind.WriteIOException, PipeShutdownKind.WriteException);
        }

        await reader.CompleteAsync(failure);
    }

    /// <summary>Keeps the cause, and says what the user of the pipe gets to see of it: nothing, if the user closed it.</summary>
    private Exception? End(Exception e, PipeShutdownKind disposed, PipeShutdownKind socket, PipeShutdownKind io, PipeShutdownKind other)
    {
        if (_disposed || e is ObjectDisposedException)
        {
            TryEnd(disposed);
            return null;
        }

        if ((e as SocketException ?? e.InnerException as SocketException) is not { } socketException)
        {
            TryEnd(e is IOException ? io : other);
            return e;
        }

        if (TryEnd(socket)) Volatile.Write(ref _socketError, (int)socketException.SocketErrorCode);
        return socketException.SocketErrorCode switch
        {
            SocketError.OperationAborted or SocketError.Interrupted => null,
            SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown =>
                new ConnectionResetException(socketException.Message, e),
            _ => e,
        };
    }

    /// <summary>Bytes in a pipe, or -1 where it cannot be told: the pipe knows, but does not publish it.</summary>
    private static long Unconsumed(Pipe pipe)
    {
        try
        {
            return Length(pipe);
        }
        catch (MissingMethodException)
        {
            return -1;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Length")]
    private static extern long Length(Pipe pipe);
}
