using System.Buffers;

namespace Grpc.Core;

/// <summary>Lets a contextual serializer or deserializer work on a plain array.</summary>
internal static class ArrayContext
{
    public static byte[] Serialize<T>(T message, Action<T, SerializationContext> serializer)
    {
        var writer = new Writer();
        serializer(message, writer);
        return writer.Payload ?? throw new InvalidOperationException("The serializer returned without completing the message.");
    }

    private sealed class Writer : SerializationContext
    {
        private ArrayBufferWriter<byte>? _buffer;
        private int _length;

        public byte[]? Payload { get; private set; }

        public override void SetPayloadLength(int payloadLength) => _length = payloadLength;

        public override IBufferWriter<byte> GetBufferWriter() =>
            _buffer ??= _length > 0 ? new ArrayBufferWriter<byte>(_length) : new ArrayBufferWriter<byte>();

        public override void Complete(byte[] payload) => Payload = payload;

        public override void Complete() => Payload = _buffer?.WrittenSpan.ToArray() ?? [];
    }

    public sealed class Reader(byte[] payload) : DeserializationContext
    {
        public override int PayloadLength => payload.Length;

        public override byte[] PayloadAsNewBuffer() => (byte[])payload.Clone();

        public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(payload);
    }
}
