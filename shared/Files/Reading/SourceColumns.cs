namespace Platform.Files.Reading;

/// <summary>The columns of one file, in order. A CSV file's are known from its header; those of an NDJSON file grow as
/// objects bring new properties.</summary>
public sealed class SourceColumns
{
    /// <summary>More would be a mistaken delimiter or an object used as a map.</summary>
    public const int Most = 500;

    private readonly Dictionary<string, int> _positions = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _names = [];
    private readonly HashSet<string> _repeated = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Names => _names;

    public int IndexOf(string name) => _positions.TryGetValue(name, out var position) ? position : -1;

    /// <summary>Names that more than one column has. The later ones are kept as <c>name (2)</c>: whoever reads such a
    /// name does not know which is meant.</summary>
    public IReadOnlySet<string> Repeated => _repeated;

    public int Add(string name, int line)
    {
        if (_names.Count == Most)
            throw new UnreadableFileException(
                line,
                "too-many-columns",
                $"More than {Most} columns. Check the delimiter, or send only the columns that are needed."
            );
        var unique = name;
        for (var n = 2; !_positions.TryAdd(unique, _names.Count); n++)
        {
            _repeated.Add(_names[_positions[name]]);
            unique = $"{name} ({n})";
        }
        _names.Add(unique);
        return _names.Count - 1;
    }
}
