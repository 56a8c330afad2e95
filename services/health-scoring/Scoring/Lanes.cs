using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Platform.HealthScoring.Scoring;

/// <summary>What vectors lack: adding up within them, and counting bits. Inlined always, because vectors that are
/// handed to a call go through memory.</summary>
internal static class Lanes
{
    /// <summary>Bits per byte, in pairs, fours and eights as is done by hand: there is no portable instruction for
    /// it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> BitsPerByte(Vector512<ulong> value)
    {
        value -= (value >>> 1) & Vector512.Create(0x5555555555555555UL);
        value =
            (value & Vector512.Create(0x3333333333333333UL)) + ((value >>> 2) & Vector512.Create(0x3333333333333333UL));
        return (value + (value >>> 4)) & Vector512.Create(0x0F0F0F0F0F0F0F0FUL);
    }

    /// <summary>Neighbouring bytes added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> BytePairs(Vector512<ulong> bytes) =>
        ((bytes.AsUInt16() & Vector512.Create((ushort)0xFF)) + (bytes.AsUInt16() >>> 8)).AsUInt32();

    /// <summary>Neighbouring counts of two bytes added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Pairs(Vector512<uint> counts) =>
        (counts & Vector512.Create(0xFFFFu)) + (counts >>> 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Total(Vector512<uint> values)
    {
        var half = values.GetLower() + values.GetUpper();
        return Vector128.Sum(half.GetLower() + half.GetUpper());
    }
}
