using Platform.Accounts.Imports.Values;

namespace Platform.Accounts.Imports.Mapping;

/// <summary>A field that rows of a kind may fill.</summary>
/// <param name="Name">camelCase, as in the JSON API and in mappings.</param>
/// <param name="Required">A row without it fails.</param>
/// <param name="Choices">What a <see cref="FieldType.Choice"/> may be.</param>
/// <param name="Synonyms">Column names that mean this field where no mapping is given, written as <see cref="ImportKind.Plain"/> makes them.</param>
public sealed record FieldDefinition(string Name, FieldType Type, bool Required = false, IReadOnlyList<string>? Choices = null, IReadOnlyList<string>? Synonyms = null, int MaxLength = 500)
{
    /// <summary>Which spelling has to be detected or declared for it: <c>date</c>, <c>boolean</c>, <c>decimal</c>, or null.</summary>
    public string? Spelling => Type switch
    {
        FieldType.Date or FieldType.Instant => ColumnFinding.Date,
        FieldType.Boolean => ColumnFinding.Boolean,
        FieldType.Decimal => ColumnFinding.Decimal,
        _ => null,
    };
}
