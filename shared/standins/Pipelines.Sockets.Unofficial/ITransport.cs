using System.Buffers;

namespace Pipelines.Sockets.Unofficial;

/// <summary>What a <see cref="Pump"/> moves bytes to and from.</summary>
internal interface ITransport : IDisposable
{
    /// <summary>Bytes received, 0 at the end of the stream.</summary>
    ValueTask<int> ReceiveAsync(Memory<byte> buffer);

    /// <summary>Ends when every byte was handed over.</summary>
    ValueTask SendAsync(ReadOnlySequence<byte> bytes);

    /// <summary>Tells the peer that nothing more will be sent.</summary>
    void EndSending();
}
