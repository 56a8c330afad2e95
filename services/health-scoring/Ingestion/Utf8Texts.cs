namespace Platform.HealthScoring.Ingestion;

/// <summary>Numbers distinct UTF-8 texts from 0 without making strings of them.</summary>
public sealed class Utf8Texts
{
    private readonly Dictionary<byte[], int> _numbers;
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly List<byte[]> _texts = [];

    public Utf8Texts()
    {
        _numbers = new Dictionary<byte[], int>(Utf8Comparer.Instance);
        _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public IReadOnlyList<byte[]> All => _texts;

    public bool TryGet(ReadOnlySpan<byte> text, out int number) => _lookup.TryGetValue(text, out number);

    public int Add(ReadOnlySpan<byte> text)
    {
        var number = _texts.Count;
        var bytes = text.ToArray();
        _texts.Add(bytes);
        _numbers[bytes] = number;
        return number;
    }
}

/// <summary>Compares byte arrays by content, and looks them up by spans.</summary>
public sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static readonly Utf8Comparer Instance = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        // Seeded per process, as strings are: keys come from outside.
        var hash = new HashCode();
        hash.AddBytes(alternate);
        return hash.ToHashCode();
    }

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
}
