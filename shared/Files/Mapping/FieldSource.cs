using Platform.Files.Reading;
using Platform.Files.Values;

namespace Platform.Files.Mapping;

/// <summary>Where one field of this file's rows comes from, and how its cells are spelt.</summary>
public sealed class FieldSource(
    FieldDefinition definition,
    string? column,
    FieldTarget target,
    string? constant,
    ValueSpelling spelling
)
{
    private static readonly IReadOnlyList<DateFormat> Iso = [DateFormat.Iso];

    public FieldDefinition Definition { get; } = definition;

    /// <summary>The file's column, of joined ones the first; null for a constant.</summary>
    public string? Column { get; } = column;

    public string? Constant { get; } = constant;

    public FieldTarget Target { get; } = target;

    /// <summary>Set where the field is made of several columns.</summary>
    public JoinedColumns? Joined { get; init; }

    public IReadOnlyList<DateFormat> Dates => Spelling.Dates ?? Iso;

    public BooleanWords Booleans => Spelling.Booleans ?? BooleanWords.Detectable[0];

    public NumberFormat Decimals => Spelling.Decimals ?? NumberFormat.Point;

    private ValueSpelling Spelling { get; set; } = spelling;

    public bool HasToBeDetected =>
        Column is not null
        && Target.Values is null
        && Definition.Spelling switch
        {
            ColumnFinding.Date => Spelling.Dates is null,
            ColumnFinding.Boolean => Spelling.Booleans is null,
            ColumnFinding.Decimal => Spelling.Decimals is null,
            _ => false,
        };

    /// <summary>The field's text as the file has it, words for empty made empty; null when this row does not give the
    /// field.</summary>
    public string? Cell(SourceRow row)
    {
        if (Column is null)
            return Constant;
        if (!Target.When.Takes(row))
            return null;
        if (Joined is null)
            return row[Column] is { } cell ? Spelling.WithoutWordsForEmpty(cell) : null;
        var cells = Joined
            .Columns.Select(column => row[column])
            .OfType<string>()
            .Select(Spelling.WithoutWordsForEmpty)
            .ToList();
        if (cells.Count == 0)
            return null;
        var given = cells.Where(cell => cell.Length > 0);
        return Joined.TakesFirst ? given.FirstOrDefault("") : string.Join(Joined.With, given);
    }

    /// <summary>How this row spells its number: a JSON number is what it is, a text as its column does.</summary>
    public NumberFormat DecimalsOf(SourceRow row) =>
        Column is not null && row.IsNumber(Column) ? NumberFormat.Point : Decimals;

    public void Use(string format) =>
        Spelling = Definition.Spelling switch
        {
            ColumnFinding.Date => Spelling with
            {
                Dates = DateFormat.Declared(format) is { } declared ? [declared] : null,
            },
            ColumnFinding.Boolean => Spelling with
            {
                Booleans = BooleanWords.Detectable.FirstOrDefault(words =>
                    string.Equals(words.Name, format, StringComparison.Ordinal)
                ),
            },
            _ => Spelling with { Decimals = format == "," ? NumberFormat.Comma : NumberFormat.Point },
        };
}
