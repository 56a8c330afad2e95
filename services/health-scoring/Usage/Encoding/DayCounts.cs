using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Platform.HealthScoring.Usage.Encoding;

/// <summary>A count for each of the 64 days of a window, in two bytes each, or in four where one of them is too large.
/// Not in one: which of three it is could not be foretold, and guessing wrong costs more than it saves.</summary>
public readonly ref struct DayCounts(ReadOnlySpan<byte> bytes, int width)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    /// <summary>Bytes of a count: 2 or 4.</summary>
    public int Width { get; } = width;

    public int this[int back] =>
        Width == 2
            ? BinaryPrimitives.ReadUInt16LittleEndian(Bytes[(2 * back)..])
            : BinaryPrimitives.ReadInt32LittleEndian(Bytes[(4 * back)..]);

    /// <summary>Of the days from one to before another, one after the other.</summary>
    public long Total(int from, int to) =>
        Width == 2
            ? Total(MemoryMarshal.Cast<byte, ushort>(Bytes), from, to)
            : Total(MemoryMarshal.Cast<byte, int>(Bytes), from, to);

    private static long Total<T>(ReadOnlySpan<T> counts, int from, int to)
        where T : struct, INumberBase<T>
    {
        long total = 0;
        for (var i = from; i < to; i++)
            total += long.CreateTruncating(counts[i]);
        return total;
    }
}
