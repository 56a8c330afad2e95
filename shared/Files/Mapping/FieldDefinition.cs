using Platform.Files.Values;

namespace Platform.Files.Mapping;

/// <summary>A field that rows of a kind may fill.</summary>
/// <param name="Name">camelCase, as in the JSON API and in mappings.</param>
/// <param name="Required">A row without it fails.</param>
/// <param name="Choices">What a <see cref="FieldType.Choice"/> may be.</param>
/// <param name="Synonyms">Column names that mean this field where no mapping is given, written as
/// <see cref="RowKind.Plain"/> makes them.</param>
public sealed record FieldDefinition(
    string Name,
    FieldType Type,
    bool Required = false,
    IReadOnlyList<string>? Choices = null,
    IReadOnlyList<string>? Synonyms = null,
    int MaxLength = 500
)
{
    /// <summary>It names something by another system's id: an id that a spreadsheet rewrote is warned about.</summary>
    public bool IsId { get; init; }

    /// <summary>What a reference may name things by, the usual way first; null: a mapping cannot choose.</summary>
    public IReadOnlyList<string>? LookUps { get; init; }

    /// <summary>The field that holds the currency of this amount; null: it is no amount of money.</summary>
    public string? CurrencyField { get; init; }

    public bool IsNumber => Type is FieldType.Whole or FieldType.Decimal;

    public bool IsDate => Type is FieldType.Date or FieldType.Instant;

    /// <summary>Which spelling has to be detected or declared for it: <c>date</c>, <c>boolean</c>, <c>decimal</c>, or
    /// null.</summary>
    public string? Spelling =>
        Type switch
        {
            FieldType.Date or FieldType.Instant => ColumnFinding.Date,
            FieldType.Boolean => ColumnFinding.Boolean,
            FieldType.Decimal or FieldType.Whole => ColumnFinding.Decimal,
            _ => null,
        };
}
