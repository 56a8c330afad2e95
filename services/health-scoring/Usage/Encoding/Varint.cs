namespace Platform.HealthScoring.Usage.Encoding;

/// <summary>Numbers in seven-bit groups, low first; small ones take a byte.</summary>
internal static class Varint
{
    public const int MostBytes = 10;

    public static int Write(Span<byte> to, ulong value)
    {
        var n = 0;
        while (value >= 0x80)
        {
            to[n++] = (byte)(value | 0x80);
            value >>= 7;
        }
        to[n++] = (byte)value;
        return n;
    }

    public static ulong Read(ReadOnlySpan<byte> from, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (at >= from.Length)
                break;
            var next = from[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw new InvalidDataException($"A number breaks off at byte {at} of {from.Length}.");
    }

    /// <summary>Maps small numbers of either sign to small unsigned ones.</summary>
    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    public static long UnZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);
}
