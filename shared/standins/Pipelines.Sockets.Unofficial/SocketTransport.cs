using System.Buffers;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Pipelines.Sockets.Unofficial;

internal sealed class SocketTransport(Socket socket) : ITransport
{
    // Below the limit of every system on the number of buffers in one call.
    private const int MostBuffersPerCall = 64;

    private readonly List<ArraySegment<byte>> _buffers = [];

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => socket.ReceiveAsync(buffer, SocketFlags.None);

    public async ValueTask SendAsync(ReadOnlySequence<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var sent = TryGather(bytes)
                ? await socket.SendAsync(_buffers, SocketFlags.None)
                : await socket.SendAsync(bytes.First, SocketFlags.None);
            bytes = bytes.Slice(sent);
        }
    }

    public void EndSending()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The connection went first; there is nobody left to tell.
        }
    }

    public void Dispose() => socket.Dispose();

    /// <summary>Gathers segments for one call, if there are several and they are arrays.</summary>
    private bool TryGather(ReadOnlySequence<byte> bytes)
    {
        if (bytes.IsSingleSegment) return false;

        _buffers.Clear();
        foreach (var segment in bytes)
        {
            if (segment.IsEmpty) continue;
            if (_buffers.Count == MostBuffersPerCall || !MemoryMarshal.TryGetArray(segment, out var array)) break;
            _buffers.Add(array);
        }

        return _buffers.Count > 1;
    }
}
