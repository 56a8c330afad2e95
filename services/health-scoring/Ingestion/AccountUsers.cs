using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Ingestion;

/// <summary>
/// The numbers of one account's users. Few of them lie in one array, text beside number: twenty users take a fifth of
/// the memory of a dictionary, and there is one of these for every account. Safe to be
/// used by many at a time.
/// </summary>
public sealed class AccountUsers
{
    /// <summary>Looking through more takes longer than hashing.</summary>
    public const int Few = 64;

    private readonly Lock _lock = new();
    private byte[] _packed = [];
    private int _count;
    private Dictionary<byte[], int>? _many;

    public bool TryGet(ReadOnlySpan<byte> user, out int number)
    {
        lock (_lock)
        {
            if (_many is not null)
                return _many.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(user, out number);
            for (var at = 0; at < _packed.Length; )
            {
                var text = Next(ref at, out number);
                if (text.SequenceEqual(user))
                    return true;
            }
            number = 0;
            return false;
        }
    }

    /// <summary>How many were new. A number never changes: one that is there already stays.</summary>
    public int Add(IReadOnlyCollection<KeyValuePair<byte[], int>> users)
    {
        lock (_lock)
        {
            var unknown = users.Where(u => !TryGet(u.Key, out _)).ToList();
            _count += unknown.Count;
            if (_count > Few)
                _many ??= Unpack();
            if (_many is not null)
            {
                foreach (var (user, number) in unknown)
                    _many[user] = number;
                return unknown.Count;
            }
            var n = _packed.Length;
            Array.Resize(ref _packed, n + unknown.Sum(u => u.Key.Length + 2 * Varint.MostBytes));
            foreach (var (user, number) in unknown)
            {
                n += Varint.Write(_packed.AsSpan(n), (ulong)user.Length);
                user.CopyTo(_packed.AsSpan(n));
                n += user.Length;
                n += Varint.Write(_packed.AsSpan(n), (ulong)number);
            }
            Array.Resize(ref _packed, n);
            return unknown.Count;
        }
    }

    private Dictionary<byte[], int> Unpack()
    {
        var all = new Dictionary<byte[], int>(Utf8Comparer.Instance);
        for (var at = 0; at < _packed.Length; )
            all[Next(ref at, out var number).ToArray()] = number;
        _packed = [];
        return all;
    }

    private ReadOnlySpan<byte> Next(ref int at, out int number)
    {
        var length = (int)Varint.Read(_packed, ref at);
        var text = _packed.AsSpan(at, length);
        at += length;
        number = (int)Varint.Read(_packed, ref at);
        return text;
    }
}
