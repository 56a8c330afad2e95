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
        var bitmaps = new SortedDictionary<int, byte[]>();
        foreach (var entry in tally.Entries)
        {
            var length = (entry.User >> 3) + 1;
            if (!bitmaps.TryGetValue(entry.Feature, out var bitmap))
                bitmaps[entry.Feature] = bitmap = new byte[length];
            else if (bitmap.Length < length)
            {
                Array.Resize(ref bitmap, length);
                bitmaps[entry.Feature] = bitmap;
            }
            bitmap[entry.User >> 3] |= (byte)(1 << (entry.User & 7));
        }

        var buffer = new byte[Varint.MostBytes + bitmaps.Sum(b => b.Value.Length + 2 * Varint.MostBytes)];
        var n = Varint.Write(buffer, (ulong)bitmaps.Count);
        var feature = 0;
        foreach (var (number, bitmap) in bitmaps)
        {
            n += Varint.Write(buffer.AsSpan(n), (ulong)(number - feature));
            n += Varint.Write(buffer.AsSpan(n), (ulong)bitmap.Length);
            bitmap.CopyTo(buffer.AsSpan(n));
            n += bitmap.Length;
            feature = number;
        }
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
