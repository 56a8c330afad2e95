using Platform.Accounts.Attributes;
using Platform.Accounts.Imports.Reading;
using Platform.Accounts.Imports.Values;

namespace Platform.Accounts.Imports.Mapping;

/// <summary>What is done with one file: its columns bound to fields, by the mapping or by their names, and the spelling of each settled.</summary>
public sealed class ImportPlan
{
    private static readonly FieldTarget AsItIs = new("", null, null, ValueSpelling.Undeclared, "externalId");

    private readonly ImportMapping? _mapping;
    private readonly IReadOnlyList<AttributeDefinition> _attributes;
    private readonly Dictionary<string, FieldSource> _byField = new(StringComparer.Ordinal);
    private readonly Dictionary<FieldSource, ColumnDetection> _detections = [];
    private readonly List<string> _notMapped = [];
    private int _columnsMet;

    public ImportPlan(ImportKind kind, ImportMapping? mapping, IReadOnlyList<AttributeDefinition> attributes)
    {
        (Kind, _mapping, _attributes) = (kind, mapping, attributes);
        foreach (var (field, value) in mapping?.Constants ?? new Dictionary<string, string>())
            Bind(field, column: null, AsItIs, value);
    }

    public ImportKind Kind { get; }

    public TimeZoneInfo Zone => _mapping?.Zone ?? TimeZoneInfo.Utc;

    public IReadOnlyCollection<FieldSource> Sources => _byField.Values;

    /// <summary>Columns that nothing reads and that the mapping does not ignore on purpose.</summary>
    public IReadOnlyList<string> NotMapped => _notMapped;

    public FieldSource? Source(string field) => _byField.GetValueOrDefault(field);

    /// <summary>Binds columns seen for the first time, and shows the row's cells to the detections.</summary>
    public void Observe(SourceRow row)
    {
        for (; _columnsMet < row.Columns.Names.Count; _columnsMet++) Meet(row.Columns.Names[_columnsMet]);
        foreach (var (source, detection) in _detections)
        {
            if (row[source.Column!] is { Length: > 0 } value) detection.Observe(value);
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
            if (confirmed.TryGetValue(source.Column!, out var choice) && finding.Candidates.Contains(choice, StringComparer.Ordinal)) finding = finding with { Format = choice };
            if (finding.Format is { } format) source.Use(format);
            findings.Add(finding);
        }
        return findings;
    }

    /// <summary>Columns that the mapping names and required fields that nothing fills: with these missing no row can be right.</summary>
    public IEnumerable<string> WhatIsMissing(SourceColumns columns)
    {
        foreach (var column in _mapping?.Columns.Keys.Where(column => columns.IndexOf(column) < 0) ?? [])
            yield return $"The mapping names the column '{column}', which the file does not have. Columns of the file: {string.Join(", ", columns.Names)}.";
        foreach (var field in Kind.Fields.Where(field => field.Required && !_byField.ContainsKey(field.Name)))
            yield return $"No column fills the required field '{field.Name}'. Name a column so, or send a mapping. Columns of the file: {string.Join(", ", columns.Names)}.";
    }

    private void Meet(string column)
    {
        if (_mapping is null)
        {
            var guess = Kind.Guess(column, _attributes);
            if (guess is null || _byField.ContainsKey(guess.Name)) _notMapped.Add(column);
            else Bind(guess.Name, column, AsItIs, constant: null);
            return;
        }
        if (_mapping.Columns.TryGetValue(column, out var targets))
        {
            foreach (var target in targets) Bind(target.Field, column, target, constant: null);
        }
        else if (!_mapping.Ignored.Contains(column, StringComparer.OrdinalIgnoreCase)) _notMapped.Add(column);
    }

    private void Bind(string field, string? column, FieldTarget target, string? constant)
    {
        var definition = Kind.Field(field, _attributes) ?? throw new InvalidOperationException($"Field '{field}' was checked when the mapping was read.");
        var source = new FieldSource(definition, column, target, constant, target.Spelling.Or(_mapping?.Spelling ?? ValueSpelling.Undeclared));
        _byField[field] = source;
        if (source.HasToBeDetected) _detections[source] = new ColumnDetection(column!, definition.Spelling!);
    }
}
