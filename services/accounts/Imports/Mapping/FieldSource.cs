using Platform.Accounts.Imports.Values;

namespace Platform.Accounts.Imports.Mapping;

/// <summary>Where one field of this file's rows comes from, and how its cells are spelt.</summary>
public sealed class FieldSource(FieldDefinition definition, string? column, FieldTarget target, string? constant, ValueSpelling spelling)
{
    private static readonly IReadOnlyList<DateFormat> Iso = [DateFormat.Iso];

    public FieldDefinition Definition { get; } = definition;

    /// <summary>The file's column; null for a constant.</summary>
    public string? Column { get; } = column;

    public string? Constant { get; } = constant;

    public FieldTarget Target { get; } = target;

    public IReadOnlyList<DateFormat> Dates => Spelling.Dates ?? Iso;

    public BooleanWords Booleans => Spelling.Booleans ?? BooleanWords.Detectable[0];

    public NumberFormat Decimals => Spelling.Decimals ?? NumberFormat.Point;

    private ValueSpelling Spelling { get; set; } = spelling;

    public bool HasToBeDetected => Column is not null && Target.Values is null && Definition.Spelling switch
    {
        ColumnFinding.Date => Spelling.Dates is null,
        ColumnFinding.Boolean => Spelling.Booleans is null,
        ColumnFinding.Decimal => Spelling.Decimals is null,
        _ => false,
    };

    public void Use(string format) => Spelling = Definition.Spelling switch
    {
        ColumnFinding.Date => Spelling with { Dates = DateFormat.Declared(format) is { } declared ? [declared] : null },
        ColumnFinding.Boolean => Spelling with { Booleans = BooleanWords.Detectable.FirstOrDefault(words => string.Equals(words.Name, format, StringComparison.Ordinal)) },
        _ => Spelling with { Decimals = format == "," ? NumberFormat.Comma : NumberFormat.Point },
    };
}
