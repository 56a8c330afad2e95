using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Platform.HealthScoring.Usage;

namespace Platform.HealthScoring.Scoring;

/// <summary>
/// Adds up packed windows as of one day. A user's use of a feature over 64 days is one word, so a window of days is a mask, and eight users are taken at a time. <see cref="Scalar"/> is the same, word by word:
/// what the vectors are measured against and checked by.
/// </summary>
public sealed class WindowKernel
{
    private const int Month = 30;
    private const int Week = 7;
    private const int FourWeeks = 28;

    private readonly int _asOf;
    private readonly ulong _weekdays;
    private readonly bool[] _isCore;

    /// <param name="asOf">The last day of all windows.</param>
    /// <param name="core">Numbers of the catalogue's core features.</param>
    public WindowKernel(DateOnly asOf, IReadOnlySet<int> core)
    {
        _asOf = asOf.DayNumber;
        for (var back = 0; back < Month; back++)
            if (asOf.AddDays(-back).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) _weekdays |= 1UL << back;
        _isCore = new bool[core.Count == 0 ? 0 : core.Max() + 1];
        foreach (var feature in core) _isCore[feature] = true;
    }

    /// <param name="window">Through the as-of day or a day before it; of that which lies between there was no use.</param>
    public UsageSums Sum(PackedWindow window)
    {
        var masks = MasksOf(window);
        var (users, words) = (window.Users, 0);
        var all = window.Words;
        int used = 0, coreUsed = 0, corePairs = 0;
        var month = Vector512.Create(masks.Month);
        foreach (var feature in window.Features)
        {
            var pairs = 0;
            for (var end = words + users; words < end; words += 8) pairs += BitOperations.PopCount(Used(Vector512.Create(all.Slice(words, 8)) & month));
            if (pairs == 0) continue;
            used++;
            if (!IsCore(feature)) continue;
            coreUsed++;
            corePairs += pairs;
        }

        int today = 0, week = 0, current = 0, weekdays = 0, gained = 0, dropped = 0;
        var (days, weekdayDays) = (Vector512<ulong>.Zero, Vector512<ulong>.Zero);
        for (var u = 0; u < users; u += 8)
        {
            var any = Vector512<ulong>.Zero;
            for (var at = u; at < words; at += users) any |= Vector512.Create(all.Slice(at, 8));
            var (now, before) = (Used(any & month), Used(any & Vector512.Create(masks.Before)));
            current += BitOperations.PopCount(now);
            gained += BitOperations.PopCount(now & ~before);
            dropped += BitOperations.PopCount(before & ~now);
            today += BitOperations.PopCount(Used(any & Vector512.Create(masks.Today)));
            week += BitOperations.PopCount(Used(any & Vector512.Create(masks.Week)));
            var onWeekdays = any & Vector512.Create(masks.Weekdays);
            weekdays += BitOperations.PopCount(Used(onWeekdays));
            days += PopCount(any & month);
            weekdayDays += PopCount(onWeekdays);
        }
        var events = window.Events;
        var sessions = window.Sessions;
        var fourWeeks = Total(events, masks.Later, 0, FourWeeks);
        return new UsageSums(
            today, week, current, weekdays, (int)Vector512.Sum(days), (int)Vector512.Sum(weekdayDays),
            fourWeeks + One(events, FourWeeks - masks.Later) + One(events, FourWeeks + 1 - masks.Later), Total(sessions, masks.Later, 0, Month), fourWeeks, Total(events, masks.Later, FourWeeks, 2 * FourWeeks),
            used, coreUsed, corePairs, gained, dropped);
    }

    /// <summary>The same, one word after the other.</summary>
    public UsageSums Scalar(PackedWindow window)
    {
        var masks = MasksOf(window);
        var users = window.Users;
        var words = window.Words;
        var features = window.Features;
        int today = 0, week = 0, month = 0, weekdays = 0, days = 0, weekdayDays = 0, gained = 0, dropped = 0, used = 0, coreUsed = 0, corePairs = 0;
        for (var f = 0; f < features.Length; f++)
        {
            var pairs = 0;
            for (var u = 0; u < users; u++)
                if ((words[f * users + u] & masks.Month) != 0) pairs++;
            if (pairs == 0) continue;
            used++;
            if (!IsCore(features[f])) continue;
            coreUsed++;
            corePairs += pairs;
        }
        for (var u = 0; u < users; u++)
        {
            ulong any = 0;
            for (var f = 0; f < features.Length; f++) any |= words[f * users + u];
            if ((any & masks.Today) != 0) today++;
            if ((any & masks.Week) != 0) week++;
            if ((any & masks.Weekdays) != 0) weekdays++;
            var (now, before) = ((any & masks.Month) != 0, (any & masks.Before) != 0);
            if (now) month++;
            if (now && !before) gained++;
            if (before && !now) dropped++;
            days += BitOperations.PopCount(any & masks.Month);
            weekdayDays += BitOperations.PopCount(any & masks.Weekdays);
        }
        long fourWeeks = 0, fourWeeksBefore = 0, events = 0, sessions = 0;
        for (var back = masks.Later; back < 2 * FourWeeks; back++)
        {
            var at = back - masks.Later;
            if (back < FourWeeks) fourWeeks += window.Events[at];
            else fourWeeksBefore += window.Events[at];
            if (back >= Month) continue;
            events += window.Events[at];
            sessions += window.Sessions[at];
        }
        return new UsageSums(today, week, month, weekdays, days, weekdayDays, events, sessions, fourWeeks, fourWeeksBefore, used, coreUsed, corePairs, gained, dropped);
    }

    private bool IsCore(int feature) => (uint)feature < (uint)_isCore.Length && _isCore[feature];

    /// <summary>A bit per user who has a day left.</summary>
    private static uint Used(Vector512<ulong> words) => (uint)(~Vector512.Equals(words, Vector512<ulong>.Zero)).ExtractMostSignificantBits();

    /// <summary>Bits per word: there is no portable instruction for it on vectors, so in pairs, fours and so on, as is done by hand.</summary>
    private static Vector512<ulong> PopCount(Vector512<ulong> value)
    {
        value -= (value >>> 1) & Vector512.Create(0x5555555555555555UL);
        value = (value & Vector512.Create(0x3333333333333333UL)) + ((value >>> 2) & Vector512.Create(0x3333333333333333UL));
        value = (value + (value >>> 4)) & Vector512.Create(0x0F0F0F0F0F0F0F0FUL);
        value += value >>> 8;
        value += value >>> 16;
        return (value + (value >>> 32)) & Vector512.Create(0x7FUL);
    }

    private static int One(ReadOnlySpan<int> values, int place) => place >= 0 ? values[place] : 0;

    private static long Total(ReadOnlySpan<int> values, int later, int from, int to)
    {
        var span = values[Math.Max(0, from - later)..Math.Max(0, to - later)];
        var sum = Vector256<long>.Zero;
        var i = 0;
        for (; i + 8 <= span.Length; i += 8)
        {
            var (low, high) = Vector256.Widen(Vector256.Create(span.Slice(i, 8)));
            sum += low + high;
        }
        var total = Vector256.Sum(sum);
        for (; i < span.Length; i++) total += span[i];
        return total;
    }

    private Masks MasksOf(PackedWindow window)
    {
        var later = _asOf - window.Through;
        if (later < 0) throw new ArgumentException($"The window goes to {DateOnly.FromDayNumber(window.Through)}, past {DateOnly.FromDayNumber(_asOf)}.", nameof(window));
        const ulong month = (1UL << Month) - 1;
        return later >= PackedWindow.Days ? new(0, 0, 0, 0, 0, later)
            : new(1UL >>> later, ((1UL << Week) - 1) >>> later, month >>> later, _weekdays >>> later, (month << Month) >>> later, later);
    }

    /// <summary>Bits of the days of each window, in the packed window's own places.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Masks(ulong Today, ulong Week, ulong Month, ulong Weekdays, ulong Before, int Later);
}
