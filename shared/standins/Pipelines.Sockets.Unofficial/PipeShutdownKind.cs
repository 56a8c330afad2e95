namespace Pipelines.Sockets.Unofficial;

/// <summary>
/// Why a connection ended: the first cause that was seen. StackExchange.Redis has the numbers of
/// <see cref="ReadEndOfStream"/> and <see cref="ProtocolExitClient"/> compiled in, and prints the names in its errors.
/// </summary>
public enum PipeShutdownKind
{
    None = 0,
    PipeDisposed = 1,

    ReadEndOfStream = 100,
    ReadDisposed = 101,
    ReadIOException = 102,
    ReadException = 103,
    ReadSocketError = 104,
    ReadFlushCompleted = 105,

    WriteEndOfStream = 200,
    WriteDisposed = 201,
    WriteIOException = 203,
    WriteException = 204,
    WriteSocketError = 205,

    ProtocolExitClient = 400,
    ProtocolExitServer = 401,
}
