using System.IO.Pipelines;

namespace Pipelines.Sockets.Unofficial;

/// <summary>A duplex pipe that counts the bytes it moved since it was made.</summary>
public interface IMeasuredDuplexPipe : IDuplexPipe
{
    long TotalBytesSent { get; }

    long TotalBytesReceived { get; }
}
