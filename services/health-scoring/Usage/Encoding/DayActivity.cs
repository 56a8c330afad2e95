namespace Platform.HealthScoring.Usage.Encoding;

/// <summary>
/// Who used which feature on a day, as one bitmap of user numbers per feature: all that scoring needs to count distinct
/// users over a window, a tenth of the size of the detail and unions by OR. Packed as <c>usage_day.activity</c>:
/// feature count, then per feature its number (step), bitmap length in bytes, bitmap.
/// </summary>
public static class DayActivity
{
    public static byte[] Encode(DailyUsage tally)
    {
        // Features are few: a sorted list of them is faster than any dictionary.
        var (features, lengths) = (new List<int>(), new List<int>());
        foreach (ref readonly var entry in tally.Entries)
        {
            var length = (entry.User >> 3) + 1;
            var place = features.BinarySearch(entry.Feature);
            if (place >= 0)
                lengths[place] = Math.Max(lengths[place], length);
            else
            {
                features.Insert(~place, entry.Feature);
                lengths.Insert(~place, length);
            }
        }

        var buffer = new byte[Varint.MostBytes + lengths.Sum() + features.Count * 2 * Varint.MostBytes];
        var n = Varint.Write(buffer, (ulong)features.Count);
        var starts = new int[features.Count];
        for (var f = 0; f < starts.Length; f++)
        {
            n += Varint.Write(buffer.AsSpan(n), (ulong)(features[f] - (f == 0 ? 0 : features[f - 1])));
            n += Varint.Write(buffer.AsSpan(n), (ulong)lengths[f]);
            starts[f] = n;
            n += lengths[f];
        }
        foreach (ref readonly var entry in tally.Entries)
            buffer[starts[features.BinarySearch(entry.Feature)] + (entry.User >> 3)] |= (byte)(1 << (entry.User & 7));
        return buffer[..n];
    }

    public static Reader Read(ReadOnlySpan<byte> packed) => new(packed);

    /// <summary>Walks the features of a packed day without copying.</summary>
    public ref struct Reader
    {
        private readonly ReadOnlySpan<byte> _packed;
        private int _at;
        private int _left;

        internal Reader(ReadOnlySpan<byte> packed)
        {
            _packed = packed;
            _left = packed.Length == 0 ? 0 : (int)Varint.Read(packed, ref _at);
        }

        public int Feature { get; private set; }

        public ReadOnlySpan<byte> Users { get; private set; }

        public bool Next()
        {
            if (_left-- <= 0)
                return false;
            Feature += (int)Varint.Read(_packed, ref _at);
            var length = (int)Varint.Read(_packed, ref _at);
            Users = _packed.Slice(_at, length);
            _at += length;
            return true;
        }
    }
}
