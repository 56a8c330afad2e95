namespace Grpc.Core;

/// <summary>How messages are written.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>The message may be held back until the next one is written.</summary>
    BufferHint = 0x1,

    /// <summary>The message is sent without compression, whatever the call agreed on.</summary>
    NoCompress = 0x2,
}

/// <summary>How the messages of a stream or call are written.</summary>
public class WriteOptions(WriteFlags flags = default)
{
    public static readonly WriteOptions Default = new();

    public WriteFlags Flags { get; } = flags;
}
