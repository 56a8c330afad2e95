using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a serializer puts one message: either a finished array, or through a buffer writer, then <see cref="Complete()"/>.</summary>
public abstract class SerializationContext
{
    public virtual void Complete(byte[] payload) => throw Unsupported();

    /// <summary>Where the message may be written instead of handing over an array.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw Unsupported();

    /// <summary>Says how many bytes will be written, before <see cref="GetBufferWriter"/> is called.</summary>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    /// <summary>Says that the message is in the buffer writer.</summary>
    public virtual void Complete() => throw Unsupported();

    private NotSupportedException Unsupported() => new($"{GetType()} does not take messages in this form.");
}
