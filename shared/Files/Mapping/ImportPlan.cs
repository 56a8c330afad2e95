using Platform.Files.Reading;
using Platform.Files.Values;

namespace Platform.Files.Mapping;

/// <summary>What is done with one file: its columns bound to fields, by the mapping or by their names, and the spelling
/// of each settled.</summary>
public sealed class ImportPlan
{
    private static readonly FieldTarget AsItIs = new("");

    private readonly ImportMapping? _mapping;
    private readonly Dictionary<string, FieldSource> _byField = new(StringComparer.Ordinal);
    private readonly Dictionary<FieldSource, ColumnDetection> _detections = [];
    private readonly List<string> _notMapped = [];
    private int _columnsMet;

    public ImportPlan(RowKind kind, ImportMapping? mapping)
    {
        (Kind, _mapping) = (kind, mapping);
        foreach (var (field, value) in mapping?.Constants ?? new Dictionary<string, string>())
            Bind(field, column: null, AsItIs, value);
    }

    public RowKind Kind { get; }

    /// <summary>The mapping's; null where none is declared.</summary>
    public TimeZoneInfo? Zone => _mapping?.Zone;

    public IReadOnlyCollection<FieldSource> Sources => _byField.Values;

    /// <summary>Columns that nothing reads and that the mapping does not ignore on purpose.</summary>
    public IReadOnlyList<string> NotMapped => _notMapped;

    public FieldSource? Source(string field) => _byField.GetValueOrDefault(field);

    /// <summary>What the field's reference names things by.</summary>
    public string? LookUpOf(string field) =>
        Source(field) is { } source ? source.Target.LookUp ?? source.Definition.LookUps?[0] : null;

    /// <summary>The file's column for a field, for reports; the field's own name where it has none.</summary>
    public string ColumnOf(string field) => Source(field)?.Column ?? field;

    public bool Takes(SourceRow row) => _mapping is null || _mapping.Filter.Takes(row);

    /// <summary>Binds columns seen for the first time, and shows the row's cells to the detections.</summary>
    public void Observe(SourceRow row)
    {
        for (; _columnsMet < row.Columns.Names.Count; _columnsMet++)
            Meet(row.Columns.Names[_columnsMet]);
        foreach (var (source, detection) in _detections)
        {
            if (row.IsNumber(source.Column!) && source.Definition.IsNumber)
                continue;
            if (source.Cell(row) is { Length: > 0 } value)
                detection.Observe(value);
        }
    }

    /// <summary>Settles how each column is spelt: as confirmed, else as detected.</summary>
    /// <param name="confirmed">Column → format, chosen by a person.</param>
    public IReadOnlyList<ColumnFinding> Conclude(IReadOnlyDictionary<string, string> confirmed)
    {
        var findings = new List<ColumnFinding>();
        foreach (var (source, detection) in _detections)
        {
            var finding = detection.Conclude();
            if (
                confirmed.TryGetValue(source.Column!, out var choice)
                && finding.Candidates.Contains(choice, StringComparer.Ordinal)
            )
                finding = finding with { Format = choice };
            if (finding.Format is { } format)
                source.Use(format);
            findings.Add(finding);
        }
        return findings;
    }

    /// <summary>Columns that the mapping names and required fields that nothing fills: with these missing no row can be
    /// right.</summary>
    public IEnumerable<string> WhatIsMissing(SourceColumns columns)
    {
        foreach (
            var column in _mapping?.NamedColumns.Where(column =>
                columns.IndexOf(column) < 0 && !_mapping.Optional.Contains(column, StringComparer.OrdinalIgnoreCase)
            )
                ?? []
        )
            yield return $"The mapping names the column '{column}', which the file does not have. Columns of the "
                + $"file: {string.Join(", ", columns.Names)}.";
        foreach (var field in Kind.Fields.Where(field => field.Required && !_byField.ContainsKey(field.Name)))
            yield return $"No column fills the required field '{field.Name}'. Name a column so, or send a mapping. "
                + $"Columns of the file: {string.Join(", ", columns.Names)}.";
    }

    /// <summary>A column that is read and whose name another has too; null: none.</summary>
    public string? WhatIsAmbiguous(SourceColumns columns) =>
        columns.Repeated.FirstOrDefault(column =>
            _mapping?.NamedColumns.Contains(column, StringComparer.OrdinalIgnoreCase)
            ?? _byField.Values.Any(source => string.Equals(source.Column, column, StringComparison.OrdinalIgnoreCase))
        );

    private void Meet(string column)
    {
        if (_mapping is null)
        {
            var guess = Kind.Guess(column);
            if (guess is null || _byField.ContainsKey(guess.Name))
                _notMapped.Add(column);
            else
                Bind(guess.Name, column, AsItIs, constant: null);
            return;
        }
        foreach (var target in _mapping.Columns.GetValueOrDefault(column) ?? [])
            Bind(target.Field, column, target, constant: null);
        foreach (
            var joined in _mapping.Joined.Where(joined =>
                joined.Columns.Contains(column, StringComparer.OrdinalIgnoreCase)
                && !_byField.ContainsKey(joined.Target.Field)
            )
        )
            Bind(joined.Target.Field, joined.Columns[0], joined.Target, constant: null, joined);
        if (!_mapping.NamedColumns.Concat(_mapping.Ignored).Contains(column, StringComparer.OrdinalIgnoreCase))
            _notMapped.Add(column);
    }

    private void Bind(string field, string? column, FieldTarget target, string? constant, JoinedColumns? joined = null)
    {
        var definition = Kind.Field(field)
            ?? throw new InvalidOperationException($"Field '{field}' was checked when the mapping was read.");
        var source = new FieldSource(
            definition,
            column,
            target,
            constant,
            target.Spelling.Or(_mapping?.Spelling ?? ValueSpelling.Undeclared)
        )
        {
            Joined = joined,
        };
        _byField[field] = source;
        if (source.HasToBeDetected)
            _detections[source] = new ColumnDetection(
                column!,
                definition.Spelling!,
                definition.Type == FieldType.Whole
            );
    }
}
