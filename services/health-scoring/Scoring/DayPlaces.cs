using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Scoring;

/// <summary>Which of a window's 64 places each span of days takes, when the window ended so many days before the as-of
/// day. Spans that end with that day lie within the first half, which is one vector of counts of two bytes.</summary>
internal sealed class DayPlaces
{
    private static readonly DayPlaces?[] Known = new DayPlaces?[PackedWindow.Days + 1];

    private readonly int _later;
    private readonly Vector512<uint> _fourWeeks;
    private readonly Vector512<uint> _month;
    private readonly Vector512<uint> _beforeLow;
    private readonly Vector512<uint> _beforeHigh;

    private DayPlaces(int later)
    {
        _later = later;
        (_fourWeeks, _) = Places(0, WindowKernel.FourWeeks);
        (_month, _) = Places(0, WindowKernel.Month);
        (_beforeLow, _beforeHigh) = Places(WindowKernel.FourWeeks, 2 * WindowKernel.FourWeeks);
    }

    public static DayPlaces After(int later) => Known[later] ??= new DayPlaces(later);

    public (long FourWeeks, long Before) SumEvents(ReadOnlySpan<byte> counts, int width)
    {
        if (width != 2)
            return (
                One(counts, width, 0, WindowKernel.FourWeeks),
                One(counts, width, WindowKernel.FourWeeks, 2 * WindowKernel.FourWeeks)
            );
        ref var first = ref MemoryMarshal.GetReference(counts);
        var (low, high) = (
            Vector512.LoadUnsafe(ref first).AsUInt32(),
            Vector512.LoadUnsafe(ref first, (nuint)Vector512<byte>.Count).AsUInt32()
        );
        return (
            Lanes.Total(Lanes.Pairs(low & _fourWeeks)),
            Lanes.Total(Lanes.Pairs(low & _beforeLow) + Lanes.Pairs(high & _beforeHigh))
        );
    }

    public long SumMonth(ReadOnlySpan<byte> counts, int width) =>
        width != 2
            ? One(counts, width, 0, WindowKernel.Month)
            : Lanes.Total(
                Lanes.Pairs(Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(counts)).AsUInt32() & _month)
            );

    /// <summary>One count after the other, where one is too large for two bytes.</summary>
    private long One(ReadOnlySpan<byte> counts, int width, int from, int to) =>
        new DayCounts(counts, width).Total(Math.Max(0, from - _later), Math.Max(0, to - _later));

    private (Vector512<uint> Low, Vector512<uint> High) Places(int from, int to)
    {
        Span<ushort> places = stackalloc ushort[PackedWindow.Days];
        places.Clear();
        places[Math.Max(0, from - _later)..Math.Max(0, to - _later)].Fill(ushort.MaxValue);
        return (Vector512.Create(places).AsUInt32(), Vector512.Create(places[Vector512<ushort>.Count..]).AsUInt32());
    }
}
