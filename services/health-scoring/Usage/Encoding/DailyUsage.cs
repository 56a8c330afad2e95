using System.Numerics;

namespace Platform.HealthScoring.Usage.Encoding;

/// <summary>
/// All use of one account on one day, by user and feature. Adding is commutative and associative, so events may come in
/// any order, in any batches, on any replica. Whether an event was counted before is decided elsewhere (its id), never
/// here.
/// </summary>
/// <remarks>
/// Use is stored in three binary forms, because a row for each user, feature and day would take over a hundred bytes
/// with its index. The <em>detail</em> of a day (<see cref="DailyUsageCodec"/>, <c>usage_day.detail</c>) holds events,
/// quantities and half-hours by user and feature: all that was counted, from which the others can be made again. The
/// <em>activity</em> of a day (<see cref="DayActivity"/>, <c>usage_day.activity</c>) holds a bitmap of users for each
/// feature: what distinct users of any span of days are counted from. The <em>window</em>
/// (<see cref="PackedWindow"/>, <c>usage_window.body</c>) holds the last 64 days of an account in one value that a
/// processor adds up many users at a time: what scores are computed from. Numbers are written as
/// <see cref="Varint"/>s. Events that were stored and not yet added to a day wait as <see cref="UsageDelta"/>.
/// </remarks>
public sealed class DailyUsage
{
    public static readonly DailyUsage Empty = new([]);

    private readonly UsageEntry[] _entries;

    /// <param name="entries">Ascending by user and feature, each pair once.</param>
    private DailyUsage(UsageEntry[] entries) => _entries = entries;

    public ReadOnlySpan<UsageEntry> Entries => _entries;

    /// <summary>From entries in any order; those of one user and feature are added up. The array is sorted in
    /// place.</summary>
    public static DailyUsage Of(UsageEntry[] entries)
    {
        if (entries.Length == 0)
            return Empty;
        // Sorting by one word each is several times as fast as comparing entries.
        var keys = new ulong[entries.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = ((ulong)(uint)entries[i].User << 32) | (uint)entries[i].Feature;
        Array.Sort(keys, entries);
        var kept = 0;
        for (var i = 1; i < entries.Length; i++)
            if (keys[i - 1] == keys[i])
                entries[kept] = Add(entries[kept], entries[i]);
            else
                entries[++kept] = entries[i];
        return new(kept + 1 == entries.Length ? entries : entries[..(kept + 1)]);
    }

    public DailyUsage Plus(DailyUsage other)
    {
        if (_entries.Length == 0)
            return other;
        if (other._entries.Length == 0)
            return this;
        var sum = new UsageEntry[_entries.Length + other._entries.Length];
        int a = 0,
            b = 0,
            n = 0;
        while (a < _entries.Length && b < other._entries.Length)
        {
            var order = Compare(_entries[a], other._entries[b]);
            sum[n++] = order switch
            {
                < 0 => _entries[a++],
                > 0 => other._entries[b++],
                _ => Add(_entries[a++], other._entries[b++]),
            };
        }
        while (a < _entries.Length)
            sum[n++] = _entries[a++];
        while (b < other._entries.Length)
            sum[n++] = other._entries[b++];
        return new(n == sum.Length ? sum : sum[..n]);
    }

    /// <summary>Without what was added before. Of a user who remains, the half-hours stay: they cannot be taken apart
    /// again, so sessions may come out too many.</summary>
    public DailyUsage Minus(DailyUsage part)
    {
        var left = new List<UsageEntry>(_entries.Length);
        var p = 0;
        foreach (var entry in _entries)
        {
            while (p < part._entries.Length && Compare(part._entries[p], entry) < 0)
                p++;
            var taken = p < part._entries.Length && Compare(part._entries[p], entry) == 0 ? part._entries[p] : default;
            if (entry.Events > taken.Events)
                left.Add(
                    new(
                        entry.User,
                        entry.Feature,
                        entry.Events - taken.Events,
                        entry.Quantity - taken.Quantity,
                        entry.Slots
                    )
                );
        }
        return new([.. left]);
    }

    /// <summary>Totals of the day. A session is an unbroken run of a user's half-hours (our own choice: it needs no
    /// order of arrival).</summary>
    public DayTotals Totals()
    {
        long events = 0,
            quantity = 0;
        int users = 0,
            sessions = 0;
        ulong slots = 0;
        // Numbers of features are small and dense; only what lies beyond a word of them is worth a set.
        ulong few = 0;
        HashSet<int>? others = null;
        for (var i = 0; i < _entries.Length; i++)
        {
            ref readonly var entry = ref _entries[i];
            if (i == 0 || entry.User != _entries[i - 1].User)
            {
                sessions += Runs(slots);
                slots = 0;
                users++;
            }
            slots |= entry.Slots;
            events += entry.Events;
            quantity += entry.Quantity;
            if (entry.Feature is >= 0 and < 64)
                few |= 1UL << entry.Feature;
            else
                (others ??= []).Add(entry.Feature);
        }
        return new DayTotals(
            users,
            sessions + Runs(slots),
            events,
            quantity,
            BitOperations.PopCount(few) + (others?.Count ?? 0)
        );
    }

    internal static DailyUsage FromSorted(UsageEntry[] entries) => new(entries);

    private static int Runs(ulong slots) => BitOperations.PopCount(slots & ~(slots << 1));

    private static int Compare(UsageEntry a, UsageEntry b) =>
        a.User != b.User ? a.User.CompareTo(b.User) : a.Feature.CompareTo(b.Feature);

    private static UsageEntry Add(UsageEntry a, UsageEntry b) =>
        new(a.User, a.Feature, a.Events + b.Events, a.Quantity + b.Quantity, a.Slots | b.Slots);
}
