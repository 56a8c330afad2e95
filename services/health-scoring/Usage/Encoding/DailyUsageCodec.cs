namespace Platform.HealthScoring.Usage.Encoding;

/// <summary>
/// The packed form of a <see cref="DailyUsage"/> in <c>usage_day.detail</c>: version, user count, then per user its
/// number (as the step from the one before), slots, feature count, and per feature its number (step), events, and
/// quantity as the difference from events (0 where each event counts one). About 3 bytes per user and feature, where a
/// row each would take over a hundred with its index.
/// </summary>
public static class DailyUsageCodec
{
    private const byte Version = 1;
    private const int MostBytesPerEntry = 6 * Varint.MostBytes;

    public static byte[] Encode(DailyUsage tally)
    {
        var entries = tally.Entries;
        var buffer = new byte[1 + Varint.MostBytes + entries.Length * MostBytesPerEntry];
        buffer[0] = Version;
        var n = 1 + Varint.Write(buffer.AsSpan(1), (ulong)CountUsers(entries));
        var user = 0;
        for (var start = 0; start < entries.Length; )
        {
            var end = start;
            ulong slots = 0;
            while (end < entries.Length && entries[end].User == entries[start].User)
                slots |= entries[end++].Slots;
            n += Varint.Write(buffer.AsSpan(n), (ulong)(entries[start].User - user));
            n += Varint.Write(buffer.AsSpan(n), slots);
            n += Varint.Write(buffer.AsSpan(n), (ulong)(end - start));
            user = entries[start].User;
            var feature = 0;
            for (var i = start; i < end; i++)
            {
                n += Varint.Write(buffer.AsSpan(n), (ulong)(entries[i].Feature - feature));
                n += Varint.Write(buffer.AsSpan(n), (ulong)entries[i].Events);
                n += Varint.Write(buffer.AsSpan(n), Varint.ZigZag(entries[i].Quantity - entries[i].Events));
                feature = entries[i].Feature;
            }
            start = end;
        }
        return buffer[..n];
    }

    /// <summary>The slots of a user come back on the first of its features; they are only ever read per user.</summary>
    public static DailyUsage Decode(ReadOnlySpan<byte> packed)
    {
        if (packed.Length == 0)
            return DailyUsage.Empty;
        if (packed[0] != Version)
            throw new InvalidDataException($"A day's detail has version {packed[0]}; this program reads {Version}.");
        var at = 1;
        var users = (int)Varint.Read(packed, ref at);
        var entries = new List<UsageEntry>(users * 4);
        var user = 0;
        for (var u = 0; u < users; u++)
        {
            user += (int)Varint.Read(packed, ref at);
            var slots = Varint.Read(packed, ref at);
            var features = (int)Varint.Read(packed, ref at);
            var feature = 0;
            for (var f = 0; f < features; f++)
            {
                feature += (int)Varint.Read(packed, ref at);
                var events = (long)Varint.Read(packed, ref at);
                var quantity = events + Varint.UnZigZag(Varint.Read(packed, ref at));
                entries.Add(new UsageEntry(user, feature, events, quantity, f == 0 ? slots : 0));
            }
        }
        return DailyUsage.FromSorted([.. entries]);
    }

    private static int CountUsers(ReadOnlySpan<UsageEntry> entries)
    {
        var users = 0;
        for (var i = 0; i < entries.Length; i++)
            if (i == 0 || entries[i].User != entries[i - 1].User)
                users++;
        return users;
    }
}
