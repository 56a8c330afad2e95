namespace Platform.HealthScoring.Usage.Encoding;

/// <summary>
/// Stored events that are not in the rollups yet, of accounts of one shard; about 12 bytes an event. Version, then by
/// account: its id, event count, and per event user, feature, step in days, slot, quantity and
/// step in time. Written in any order of accounts, each as often as convenient.
/// </summary>
public sealed class UsageDelta
{
    public const int Shards = 16;
    private const byte Version = 1;
    private const int MostBytesPerEvent = 6 * Varint.MostBytes;

    private byte[] _buffer = new byte[1024];
    private int _length;

    public bool IsEmpty => _length == 0;

    public ReadOnlyMemory<byte> Body => _buffer.AsMemory(0, _length);

    /// <summary>The same on every replica and for ever: the shard's row guards the account's days.</summary>
    public static int ShardOf(Guid account)
    {
        Span<byte> bytes = stackalloc byte[16];
        account.TryWriteBytes(bytes, bigEndian: true, out _);
        return bytes[15] & (Shards - 1);
    }

    public void Add(Guid account, ReadOnlySpan<DeltaEvent> events)
    {
        Reserve(1 + 16 + Varint.MostBytes + events.Length * MostBytesPerEvent);
        if (_length == 0)
            _buffer[_length++] = Version;
        account.TryWriteBytes(_buffer.AsSpan(_length), bigEndian: true, out _);
        _length += 16;
        var to = _buffer.AsSpan();
        var n = _length;
        n += Varint.Write(to[n..], (ulong)events.Length);
        var (day, at) = (0, 0L);
        foreach (ref readonly var item in events)
        {
            n += Varint.Write(to[n..], (ulong)item.User);
            n += Varint.Write(to[n..], (ulong)item.Feature);
            n += Varint.Write(to[n..], Varint.ZigZag(item.Day - day));
            n += Varint.Write(to[n..], (ulong)item.Slot);
            n += Varint.Write(to[n..], (ulong)item.Quantity);
            n += Varint.Write(to[n..], Varint.ZigZag(item.AtMs - at));
            (day, at) = (item.Day, item.AtMs);
        }
        _length = n;
    }

    private void Reserve(int bytes)
    {
        if (_length + bytes > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
    }

    /// <summary>Walks the accounts and events of a packed delta.</summary>
    /// <exception cref="InvalidDataException">The bytes are no delta of a version that this program reads.</exception>
    public static Reader Read(ReadOnlySpan<byte> packed) => new(packed);

    public ref struct Reader
    {
        private readonly ReadOnlySpan<byte> _packed;
        private int _at;
        private int _left;
        private int _day;
        private long _atMs;

        internal Reader(ReadOnlySpan<byte> packed)
        {
            if (packed.IsEmpty || packed[0] != Version)
                throw new InvalidDataException(
                    $"A usage delta has version {(packed.IsEmpty ? "none" : packed[0])}; this program reads {Version}."
                );
            _packed = packed;
            _at = 1;
        }

        public Guid Account { get; private set; }

        public DeltaEvent Event { get; private set; }

        public bool NextAccount()
        {
            if (_at >= _packed.Length)
                return false;
            Account = new Guid(_packed.Slice(_at, 16), bigEndian: true);
            _at += 16;
            _left = (int)Varint.Read(_packed, ref _at);
            (_day, _atMs) = (0, 0);
            return true;
        }

        public bool NextEvent()
        {
            if (_left-- <= 0)
                return false;
            var user = (int)Varint.Read(_packed, ref _at);
            var feature = (int)Varint.Read(_packed, ref _at);
            _day += (int)Varint.UnZigZag(Varint.Read(_packed, ref _at));
            var slot = (int)Varint.Read(_packed, ref _at);
            var quantity = (long)Varint.Read(_packed, ref _at);
            _atMs += Varint.UnZigZag(Varint.Read(_packed, ref _at));
            Event = new DeltaEvent(user, feature, _day, slot, quantity, _atMs);
            return true;
        }
    }
}
