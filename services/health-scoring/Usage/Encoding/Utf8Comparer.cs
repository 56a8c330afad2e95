using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Platform.HealthScoring.Usage.Encoding;

/// <summary>Compares byte arrays by content, and looks them up by spans.</summary>
public sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static readonly Utf8Comparer Instance = new();

    private static readonly ulong Secret =
        BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8)) | 1;

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    /// <summary>Eight bytes at a time: these texts are short and looked up several times an event. From a secret of the
    /// process, as strings are: keys come from outside.</summary>
    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = Secret + (ulong)alternate.Length;
        for (; alternate.Length >= 8; alternate = alternate[8..])
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(alternate));
        ulong rest = 0;
        if (alternate.Length >= 4)
            rest =
                BinaryPrimitives.ReadUInt32LittleEndian(alternate)
                | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(alternate[^4..]) << 32);
        else if (alternate.Length > 0)
            rest = alternate[0] | ((ulong)alternate[alternate.Length / 2] << 8) | ((ulong)alternate[^1] << 16);
        hash = Mix(hash ^ rest);
        return (int)(hash ^ (hash >> 32));
    }

    /// <summary>Both halves of the product with an odd constant, so that every bit reaches every other.</summary>
    private static ulong Mix(ulong value) => Math.BigMul(value ^ Secret, 0x9E37_79B9_7F4A_7C15UL, out var low) ^ low;

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
}
