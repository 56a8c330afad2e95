namespace Platform.Files.Mapping;

/// <summary>How the columns of one source's files become fields: what a mapping document says.</summary>
/// <param name="Kind">Kind of the rows: <c>accounts</c>, <c>contacts</c>, …</param>
/// <param name="Columns">Column of the file → the fields that it fills.</param>
public sealed record ImportMapping(RowKind Kind, IReadOnlyDictionary<string, IReadOnlyList<FieldTarget>> Columns)
{
    /// <summary>Fields made of several columns, such as a first and a last name.</summary>
    public IReadOnlyList<JoinedColumns> Joined { get; init; } = [];

    /// <summary>Field → value, for what the file does not have (a currency).</summary>
    public IReadOnlyDictionary<string, string> Constants { get; init; } = new Dictionary<string, string>();

    /// <summary>Columns left out on purpose; others that are not mapped are reported.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Columns that a file may lack though the mapping names them.</summary>
    public IReadOnlyList<string> Optional { get; init; } = [];

    /// <summary>Which rows are taken.</summary>
    public RowFilter Filter { get; init; } = RowFilter.All;

    public ValueSpelling Spelling { get; init; } = ValueSpelling.Undeclared;

    /// <summary>Where times without an offset are, and which day an instant falls on; null: not declared.</summary>
    public TimeZoneInfo? Zone { get; init; }

    public string? Encoding { get; init; }

    public char? Delimiter { get; init; }

    /// <summary>Every column that the mapping needs, by whatever key.</summary>
    public IEnumerable<string> NamedColumns =>
        Columns
            .Keys.Concat(Joined.SelectMany(joined => joined.Columns))
            .Concat(Targets.Select(target => target.Times).OfType<string>())
            .Concat(Targets.SelectMany(target => target.When.Columns))
            .Concat(Filter.Columns)
            .Distinct(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<FieldTarget> Targets =>
        Columns.Values.SelectMany(targets => targets).Concat(Joined.Select(joined => joined.Target));

    /// <summary>Every field that something fills; a field filled twice is there twice.</summary>
    public IEnumerable<string> FilledFields => Targets.Select(target => target.Field).Concat(Constants.Keys);
}
