using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a deserializer takes one message from.</summary>
public abstract class DeserializationContext
{
    /// <summary>In bytes.</summary>
    public abstract int PayloadLength { get; }

    public virtual byte[] PayloadAsNewBuffer() => throw Unsupported();

    /// <summary>Valid only until the deserializer returns.</summary>
    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => throw Unsupported();

    private NotSupportedException Unsupported() => new($"{GetType()} does not give messages in this form.");
}
