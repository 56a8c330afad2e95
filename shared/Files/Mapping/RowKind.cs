namespace Platform.Files.Mapping;

/// <summary>A kind of rows and the fields that they may fill.</summary>
/// <param name="name">As a mapping spells it under <c>kind</c>.</param>
/// <param name="hint">Said behind the list of fields where a mapping names one that is not there.</param>
/// <param name="takesAnyField">Fields that are not listed are text: for readers that look at a few fields of rows that
/// others take.</param>
public sealed class RowKind(
    string name,
    IReadOnlyList<FieldDefinition> fields,
    string hint = "",
    bool takesAnyField = false
)
{
    public string Name { get; } = name;

    public IReadOnlyList<FieldDefinition> Fields { get; } = fields;

    /// <summary>The same kind with more fields, which come after its own where a column is guessed by its
    /// name.</summary>
    public RowKind With(IEnumerable<FieldDefinition> more) => new(Name, [.. Fields, .. more], hint, takesAnyField);

    /// <summary>The field of this name; null when there is none.</summary>
    public FieldDefinition? Field(string name) =>
        Fields.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.Ordinal))
        ?? (takesAnyField ? new FieldDefinition(name, FieldType.Text) { LookUps = null } : null);

    /// <summary>The field that a column means by its name alone: same letters and digits as the field's name, or a
    /// synonym.</summary>
    public FieldDefinition? Guess(string column)
    {
        var plain = Plain(column);
        return Fields.FirstOrDefault(field => string.Equals(Plain(field.Name), plain, StringComparison.Ordinal))
            ?? Fields.FirstOrDefault(field => field.Synonyms?.Contains(plain, StringComparer.Ordinal) == true);
    }

    public bool HasFieldsOf(Func<FieldDefinition, bool> kind) => takesAnyField || Fields.Any(kind);

    public string Unknown(string field) =>
        $"'{field}' is not a field of {Name}. Fields: {string.Join(", ", Fields.Select(known => known.Name))}{hint}.";

    /// <summary>Letters and digits only, in lower case: <c>Account ID</c>, <c>account_id</c> and <c>accountId</c> are
    /// one.</summary>
    public static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
