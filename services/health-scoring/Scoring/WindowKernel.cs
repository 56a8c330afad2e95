using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Scoring;

/// <summary>
/// Adds up packed windows as of one day: eight users' days, eight users by eight features, or 32 days' counts in one
/// instruction. <see cref="Scalar"/> is the same, one at a time: what the vectors are measured
/// against and checked by.
/// </summary>
public sealed class WindowKernel
{
    internal const int Month = 30;
    internal const int Week = 7;
    internal const int FourWeeks = 28;

    private const ulong EachUser = 0x0101010101010101;

    private readonly int _asOf;
    private readonly ulong _weekdays;
    private readonly bool[] _isCore;

    private CoreMasks _lastCore = new([], []);

    /// <param name="asOf">The last day of all windows.</param>
    /// <param name="core">Numbers of the catalogue's core features.</param>
    public WindowKernel(DateOnly asOf, IReadOnlySet<int> core)
    {
        _asOf = asOf.DayNumber;
        for (var back = 0; back < Month; back++)
            if (asOf.AddDays(-back).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                _weekdays |= 1UL << back;
        _isCore = new bool[core.Count == 0 ? 0 : core.Max() + 1];
        foreach (var feature in core)
            _isCore[feature] = true;
        CoreFeatures = core.Count;
    }

    /// <summary>How many the catalogue has.</summary>
    public int CoreFeatures { get; }

    /// <summary>Days of the month window since first use, and those of them from Monday to Friday.</summary>
    public (int All, int Weekdays) DaysInUse(DateOnly? firstUse)
    {
        var all = firstUse is { } first ? Math.Clamp(_asOf - first.DayNumber + 1, 0, Month) : Month;
        return (all, BitOperations.PopCount(_weekdays & ((1UL << all) - 1)));
    }

    /// <param name="window">Through the as-of day or a day before it; of that which lies between there was no
    /// use.</param>
    public UsageSums Sum(scoped in WindowView window)
    {
        var masks = MasksOf(window);
        var (used, coreUsed, corePairs) = Features(window.Features, window.LastDays, window.Users, masks.MonthDays);
        var users = Users(window.Days, masks);
        var places = DayPlaces.After(masks.Later);
        var events = window.Events;
        var sessions = window.Sessions;
        var (fourWeeks, fourWeeksBefore) = places.SumEvents(events.Bytes, events.Width);
        return new UsageSums(
            users.Today,
            users.Week,
            users.Month,
            users.Weekdays,
            users.UserDays,
            users.WeekdayUserDays,
            fourWeeks + At(events, FourWeeks - masks.Later) + At(events, FourWeeks + 1 - masks.Later),
            places.SumMonth(sessions.Bytes, sessions.Width),
            fourWeeks,
            fourWeeksBefore,
            used,
            coreUsed,
            corePairs,
            users.Gained,
            users.Dropped
        );
    }

    /// <summary>Eight users at a time. Apart from the rest, so that its counters have registers of their own.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static UserSums Users(ReadOnlySpan<ulong> all, in Masks masks)
    {
        int today = 0,
            week = 0,
            current = 0,
            weekdays = 0,
            gained = 0,
            dropped = 0;
        var (userDays, inWeek) = (0, 0);
        var (month, onWeekday, earlier) = (
            Vector512.Create(masks.Month),
            Vector512.Create(masks.Weekdays),
            Vector512.Create(masks.Before)
        );
        ref var first = ref MemoryMarshal.GetReference(all);
        for (var u = 0; u < all.Length; )
        {
            // So many that their counts of days, at most eight to a byte, still fit in bytes.
            var (days, weekdayDays) = (Vector512<ulong>.Zero, Vector512<ulong>.Zero);
            for (var end = Math.Min(all.Length, u + 8 * 31); u < end; u += 8)
            {
                var any = Vector512.LoadUnsafe(ref first, (nuint)u);
                var (inMonth, onWeekdays) = (any & month, any & onWeekday);
                var (now, before) = (Used(inMonth), Used(any & earlier));
                current += BitOperations.PopCount(now);
                gained += BitOperations.PopCount(now & ~before);
                dropped += BitOperations.PopCount(before & ~now);
                today += BitOperations.PopCount(Used(any & Vector512.Create(masks.Today)));
                week += BitOperations.PopCount(Used(any & Vector512.Create(masks.Week)));
                weekdays += BitOperations.PopCount(Used(onWeekdays));
                days += Lanes.BitsPerByte(inMonth);
                weekdayDays += Lanes.BitsPerByte(onWeekdays);
            }
            // Both totals in one sum: neither can reach 16 bits.
            var both = Lanes.Total(
                Lanes.Pairs(Lanes.BytePairs(days)) + (Lanes.Pairs(Lanes.BytePairs(weekdayDays)) << 16)
            );
            userDays += (int)(both & 0xFFFF);
            inWeek += (int)(both >> 16);
        }
        return new(today, week, current, weekdays, gained, dropped, userDays, inWeek);
    }

    private (int Used, int CoreUsed, int CorePairs) Features(
        ReadOnlySpan<int> features,
        ReadOnlySpan<byte> lastDays,
        int users,
        byte monthDays
    )
    {
        int used = 0,
            coreUsed = 0,
            corePairs = 0;
        var (known, limit) = (CoreOf(features), Vector512.Create(monthDays));
        ref var last = ref MemoryMarshal.GetReference(lastDays);
        for (var (g, at) = (0, 0); g < features.Length; g += PackedWindow.Lanes)
        {
            var (core, any) = (known.ByGroup[g / PackedWindow.Lanes], 0UL);
            for (var end = at + PackedWindow.Lanes * users; at < end; at += Vector512<byte>.Count)
            {
                var pairs = Vector512
                    .LessThan(Vector512.LoadUnsafe(ref last, (nuint)at), limit)
                    .ExtractMostSignificantBits();
                any |= pairs;
                corePairs += BitOperations.PopCount(pairs & core);
            }
            any |= any >> 32;
            any |= any >> 16;
            any = (any | (any >> 8)) & 0xFF;
            used += BitOperations.PopCount(any);
            coreUsed += BitOperations.PopCount(any & core);
        }
        return (used, coreUsed, corePairs);
    }

    /// <summary>Accounts of one product use the same features: what was found for the one before mostly holds for the
    /// next. Threads that meet here find the same or look anew.</summary>
    private CoreMasks CoreOf(ReadOnlySpan<int> features)
    {
        var known = _lastCore;
        if (features.SequenceEqual(known.Features))
            return known;
        var byGroup = new ulong[PackedWindow.GroupsOf(features.Length)];
        for (var f = 0; f < features.Length; f++)
            if (IsCore(features[f]))
                byGroup[f / PackedWindow.Lanes] |= EachUser << (f % PackedWindow.Lanes);
        return _lastCore = new CoreMasks(features.ToArray(), byGroup);
    }

    /// <summary>The same, one after the other.</summary>
    public UsageSums Scalar(scoped in WindowView window)
    {
        var masks = MasksOf(window);
        var users = window.Users;
        var features = window.Features;
        var last = window.LastDays;
        int today = 0,
            week = 0,
            month = 0,
            weekdays = 0,
            days = 0,
            weekdayDays = 0,
            gained = 0,
            dropped = 0,
            used = 0,
            coreUsed = 0,
            corePairs = 0;
        for (var f = 0; f < features.Length; f++)
        {
            var pairs = 0;
            var at = PackedWindow.PlaceOf(f, 0, users);
            for (var u = 0; u < users; u++, at += PackedWindow.Lanes)
                if (last[at] < masks.MonthDays)
                    pairs++;
            if (pairs == 0)
                continue;
            used++;
            if (!IsCore(features[f]))
                continue;
            coreUsed++;
            corePairs += pairs;
        }
        foreach (var any in window.Days)
        {
            if ((any & masks.Today) != 0)
                today++;
            if ((any & masks.Week) != 0)
                week++;
            if ((any & masks.Weekdays) != 0)
                weekdays++;
            var (now, before) = ((any & masks.Month) != 0, (any & masks.Before) != 0);
            if (now)
                month++;
            if (now && !before)
                gained++;
            if (before && !now)
                dropped++;
            days += BitOperations.PopCount(any & masks.Month);
            weekdayDays += BitOperations.PopCount(any & masks.Weekdays);
        }
        var (four, eight) = (Math.Max(0, FourWeeks - masks.Later), Math.Max(0, 2 * FourWeeks - masks.Later));
        return new UsageSums(
            today,
            week,
            month,
            weekdays,
            days,
            weekdayDays,
            window.Events.Total(0, masks.MonthDays),
            window.Sessions.Total(0, masks.MonthDays),
            window.Events.Total(0, four),
            window.Events.Total(four, eight),
            used,
            coreUsed,
            corePairs,
            gained,
            dropped
        );
    }

    private bool IsCore(int feature) => (uint)feature < (uint)_isCore.Length && _isCore[feature];

    /// <summary>A bit per user who has a day left.</summary>
    private static uint Used(Vector512<ulong> words) =>
        (uint)(~Vector512.Equals(words, Vector512<ulong>.Zero)).ExtractMostSignificantBits();

    private static int At(DayCounts counts, int place) => place >= 0 ? counts[place] : 0;

    private Masks MasksOf(scoped in WindowView window)
    {
        var later = _asOf - window.Through;
        if (later < 0)
            ThrowLater(window.Through);
        const ulong month = (1UL << Month) - 1;
        return later >= PackedWindow.Days
            ? new(0, 0, 0, 0, 0, 0, PackedWindow.Days)
            : new(
                1UL >>> later,
                ((1UL << Week) - 1) >>> later,
                month >>> later,
                _weekdays >>> later,
                (month << Month) >>> later,
                (byte)Math.Max(0, Month - later),
                later
            );
    }

    /// <summary>On its own, so that the text is not built into the loop over a book.</summary>
    [DoesNotReturn]
    private void ThrowLater(int through) =>
        throw new ArgumentException(
            $"The window goes to {DateOnly.FromDayNumber(through)}, past {DateOnly.FromDayNumber(_asOf)}.",
            nameof(through)
        );

    /// <summary>Bits of the days of each window, in the packed window's own places.</summary>
    /// <param name="MonthDays">How many of its days lie in the month.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Masks(
        ulong Today,
        ulong Week,
        ulong Month,
        ulong Weekdays,
        ulong Before,
        byte MonthDays,
        int Later
    );

    /// <param name="ByGroup">Of each group of eight features a bit per feature that is core, for each of eight
    /// users.</param>
    private sealed record CoreMasks(int[] Features, ulong[] ByGroup);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct UserSums(
        int Today,
        int Week,
        int Month,
        int Weekdays,
        int Gained,
        int Dropped,
        int UserDays,
        int WeekdayUserDays
    );
}
