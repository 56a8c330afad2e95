using System.IO.Pipelines;
using System.Net.Sockets;

namespace Pipelines.Sockets.Unofficial;

/// <summary>A connected socket as a duplex pipe.</summary>
public sealed class SocketConnection : IMeasuredDuplexPipe, IDisposable
{
    private readonly Socket _socket;
    private readonly Pump _pump;

    private SocketConnection(Socket socket, PipeOptions send, PipeOptions receive)
    {
        _socket = socket;
        _pump = new Pump(new SocketTransport(socket), send, receive);
    }

    public PipeReader Input => _pump.Input;

    public PipeWriter Output => _pump.Output;

    public long BytesSent => _pump.BytesSent;

    public long BytesRead => _pump.BytesReceived;

    long IMeasuredDuplexPipe.TotalBytesSent => BytesSent;

    long IMeasuredDuplexPipe.TotalBytesReceived => BytesRead;

    /// <summary>What the latest read yielded: 0 at the end of the stream.</summary>
    public int LastReceived => _pump.LastReceived;

    /// <summary>Why the connection ended; <see cref="PipeShutdownKind.None"/> while it has not.</summary>
    public PipeShutdownKind ShutdownKind => _pump.ShutdownKind;

    /// <summary>The error behind a <see cref="ShutdownKind"/> that names the socket.</summary>
    public SocketError SocketError => _pump.SocketError;

    /// <summary>Checks that what this assembly needs can be loaded: all of it is part of the runtime.</summary>
    public static void AssertDependencies() => ArgumentNullException.ThrowIfNull(PipeOptions.Default);

    /// <summary>Sends at once rather than waiting for a full packet.</summary>
    public static void SetRecommendedClientOptions(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        if (socket.ProtocolType == ProtocolType.Tcp) socket.NoDelay = true;
    }

    /// <summary>Starts moving bytes between a connected socket and the pipe. Disposing of the connection closes the socket.</summary>
    /// <exception cref="NotSupportedException">An option other than none.</exception>
    public static SocketConnection Create(
        Socket socket,
        PipeOptions? sendPipeOptions = null,
        PipeOptions? receivePipeOptions = null,
        SocketConnectionOptions socketConnectionOptions = SocketConnectionOptions.None,
        string? name = null)
    {
        ArgumentNullException.ThrowIfNull(socket);
        if (socketConnectionOptions != SocketConnectionOptions.None)
        {
            throw new NotSupportedException(
                $"The stand-in of Pipelines.Sockets.Unofficial knows no socket connection options ({socketConnectionOptions} was asked for).");
        }

        return new SocketConnection(socket, sendPipeOptions ?? PipeOptions.Default, receivePipeOptions ?? PipeOptions.Default);
    }

    /// <summary>Lets the user of the pipe name the cause of the end before it comes.</summary>
    /// <returns>False if another cause was there first, or if the kind is not one of the protocol's.</returns>
    public bool TrySetProtocolShutdown(PipeShutdownKind kind) =>
        kind is PipeShutdownKind.ProtocolExitClient or PipeShutdownKind.ProtocolExitServer && _pump.TryEnd(kind);

    public Counters GetCounters() => new(Available(), _pump.BytesWaitingToBeRead, _pump.BytesWaitingToBeSent);

    public void Dispose() => _pump.Dispose();

    private long Available()
    {
        try
        {
            return _socket.Available;
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            return -1;
        }
    }

    /// <summary>Bytes under way, for diagnostics; -1 where it cannot be told.</summary>
    public readonly struct Counters
    {
        internal Counters(long onSocket, long toRead, long toSend)
        {
            BytesAvailableOnSocket = onSocket;
            BytesWaitingToBeRead = toRead;
            BytesWaitingToBeSent = toSend;
        }

        public long BytesAvailableOnSocket { get; }

        public long BytesWaitingToBeRead { get; }

        public long BytesWaitingToBeSent { get; }
    }
}
