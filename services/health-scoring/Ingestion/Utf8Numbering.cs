using System.Text;
using Platform.HealthScoring.Usage.Encoding;
using Platform.ServiceKit.Text;

namespace Platform.HealthScoring.Ingestion;

/// <summary>Numbers distinct UTF-8 texts from 0 without making strings of them.</summary>
public sealed class Utf8Numbering
{
    private readonly Dictionary<byte[], int> _numbers;
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly List<byte[]> _texts = [];
    private readonly bool _normal;

    /// <param name="normal">Two spellings of one visible text (composed and decomposed) get one number.</param>
    public Utf8Numbering(bool normal = false)
    {
        _normal = normal;
        _numbers = new Dictionary<byte[], int>(Utf8Comparer.Instance);
        _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public IReadOnlyList<byte[]> All => _texts;

    public bool TryGet(ReadOnlySpan<byte> text, out int number) => _lookup.TryGetValue(text, out number);

    /// <summary>The number of an optional text, counted from 1; 0: there is none.</summary>
    public int NumberOf(ReadOnlySpan<byte> text) =>
        text.IsEmpty ? 0 : 1 + (TryGet(text, out var number) ? number : Add(text));

    public int Add(ReadOnlySpan<byte> text)
    {
        var bytes = text.ToArray();
        if (
            _normal
            && !Ascii.IsValid(text)
            && Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).ToNfc()) is var same
            && !text.SequenceEqual(same)
        )
            return _numbers[bytes] = TryGet(same, out var known) ? known : Add(same);
        _texts.Add(bytes);
        return _numbers[bytes] = _texts.Count - 1;
    }
}
