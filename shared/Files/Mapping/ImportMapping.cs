using Platform.Files.Values;

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

/// <summary>One field filled from a column.</summary>
/// <param name="Field">The field's name.</param>
public sealed record FieldTarget(string Field)
{
    /// <summary>Value map, compared without case (<c>Pro</c> → <c>mid_market</c>); null when values are taken as they
    /// are.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }

    /// <summary>What a value outside the map becomes; null makes it an error.</summary>
    public string? Otherwise { get; init; }

    public ValueSpelling Spelling { get; init; } = ValueSpelling.Undeclared;

    /// <summary>What a reference names things by; null: the field's usual way.</summary>
    public string? LookUp { get; init; }

    /// <summary>The amount is in the currency's smallest unit: cents.</summary>
    public bool InMinorUnits { get; init; }

    /// <summary>A column whose whole number multiplies the value (a quantity, a count of intervals); blank counts as
    /// one.</summary>
    public string? Times { get; init; }

    /// <summary>In which rows the column gives the field (a date of change is one of solution where the status says
    /// solved).</summary>
    public RowFilter When { get; init; } = RowFilter.All;
}

/// <summary>A field made of several columns; blank ones are passed over.</summary>
/// <param name="With">What stands between them.</param>
/// <param name="TakesFirst">Only the first that is not blank counts.</param>
public sealed record JoinedColumns(IReadOnlyList<string> Columns, string With, bool TakesFirst, FieldTarget Target);

/// <summary>Declared spellings; what is null is inherited from the mapping, or else detected.</summary>
/// <param name="Empty">Words that stand for an empty cell, such as <c>NULL</c>.</param>
public sealed record ValueSpelling(
    IReadOnlyList<DateFormat>? Dates,
    BooleanWords? Booleans,
    NumberFormat? Decimals,
    IReadOnlyList<string>? Empty = null
)
{
    public static readonly ValueSpelling Undeclared = new(null, null, null);

    public ValueSpelling Or(ValueSpelling inherited) =>
        new(
            Dates ?? inherited.Dates,
            Booleans ?? inherited.Booleans,
            Decimals ?? inherited.Decimals,
            Empty ?? inherited.Empty
        );

    /// <summary>An empty text where the cell holds a word for it.</summary>
    public string WithoutWordsForEmpty(string cell) =>
        Empty is not null && Empty.Contains(cell, StringComparer.OrdinalIgnoreCase) ? "" : cell;
}
