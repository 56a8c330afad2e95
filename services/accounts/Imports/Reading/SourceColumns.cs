namespace Platform.Accounts.Imports.Reading;

/// <summary>The columns of one file, in order. A CSV file's are known from its header; those of an NDJSON file grow as objects bring new properties.</summary>
public sealed class SourceColumns
{
    /// <summary>More would be a mistaken delimiter or an object used as a map.</summary>
    public const int Most = 500;

    private readonly Dictionary<string, int> _positions = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _names = [];

    public IReadOnlyList<string> Names => _names;

    public int IndexOf(string name) => _positions.TryGetValue(name, out var position) ? position : -1;

    public int Add(string name, int line)
    {
        if (_names.Count == Most)
            throw new UnreadableFileException(line, "too-many-columns", $"More than {Most} columns. Check the delimiter, or send only the columns that are needed.");
        if (!_positions.TryAdd(name, _names.Count))
            throw new UnreadableFileException(line, "repeated-column", $"The column '{name}' appears twice. Rename or remove one of them.");
        _names.Add(name);
        return _names.Count - 1;
    }
}
