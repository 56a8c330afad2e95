using System.Buffers;
using System.IO.Pipelines;

namespace Pipelines.Sockets.Unofficial;

/// <summary>Streams as pipes: what StackExchange.Redis uses for TLS and tunnels.</summary>
public static class StreamConnection
{
    /// <summary>A stream that reads and writes at the same time, as a duplex pipe. Disposing of the pipe closes the stream.</summary>
    public static IDuplexPipe GetDuplex(
        Stream stream, PipeOptions? sendPipeOptions = null, PipeOptions? receivePipeOptions = null, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead || !stream.CanWrite)
            throw new ArgumentException("A duplex pipe needs a stream that can be read and written.", nameof(stream));

        return new Duplex(new Pump(new Transport(stream), sendPipeOptions ?? PipeOptions.Default, receivePipeOptions ?? PipeOptions.Default));
    }

    /// <summary>A readable stream as a pipe. Completing the reader closes the stream.</summary>
    public static PipeReader GetReader(Stream stream, PipeOptions? pipeOptions = null, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var options = pipeOptions ?? PipeOptions.Default;
        return PipeReader.Create(stream, new StreamPipeReaderOptions(options.Pool, options.MinimumSegmentSize));
    }

    private sealed class Duplex(Pump pump) : IMeasuredDuplexPipe, IDisposable
    {
        public PipeReader Input => pump.Input;

        public PipeWriter Output => pump.Output;

        public long TotalBytesSent => pump.BytesSent;

        public long TotalBytesReceived => pump.BytesReceived;

        public void Dispose() => pump.Dispose();
    }

    private sealed class Transport(Stream stream) : ITransport
    {
        public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => stream.ReadAsync(buffer);

        public async ValueTask SendAsync(ReadOnlySequence<byte> bytes)
        {
            foreach (var segment in bytes) await stream.WriteAsync(segment);
            await stream.FlushAsync();
        }

        // A stream has no way to end one direction; the peer sees the end when the stream is closed.
        public void EndSending()
        {
        }

        public void Dispose() => stream.Dispose();
    }
}
