using System.Numerics;
using System.Runtime.InteropServices;

namespace Platform.HealthScoring.Usage.Encoding;

/// <summary>A set of an account's user numbers as a bitmap that grows.</summary>
public sealed class UserSet
{
    private byte[] _bits = [];

    public void UnionWith(ReadOnlySpan<byte> bits)
    {
        if (bits.Length > _bits.Length)
            Array.Resize(ref _bits, (bits.Length + 7) & ~7);
        var to = _bits.AsSpan(0, bits.Length);
        var width = Vector<byte>.Count;
        var i = 0;
        for (; i + width <= bits.Length; i += width)
            (new Vector<byte>(to[i..]) | new Vector<byte>(bits[i..])).CopyTo(to[i..]);
        for (; i < bits.Length; i++)
            to[i] |= bits[i];
    }

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in MemoryMarshal.Cast<byte, ulong>(_bits))
                count += BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>How many are here and not in <paramref name="other"/>.</summary>
    public int CountExcept(UserSet other)
    {
        var mine = MemoryMarshal.Cast<byte, ulong>(_bits);
        var theirs = MemoryMarshal.Cast<byte, ulong>(other._bits);
        var count = 0;
        for (var i = 0; i < mine.Length; i++)
            count += BitOperations.PopCount(i < theirs.Length ? mine[i] & ~theirs[i] : mine[i]);
        return count;
    }
}
