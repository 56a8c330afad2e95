using Platform.Accounts.Accounts;
using Platform.Accounts.Attributes;
using Platform.Accounts.Imports.Mapping;
using Platform.Files.Mapping;

namespace Platform.Accounts.Imports.Kinds;

/// <summary>One account of a file or of a bulk request.</summary>
public sealed record ImportedAccount(int Line, string ExternalId)
{
    /// <summary>The plain fields that it gives.</summary>
    public AccountFields Fields { get; init; } = new();

    public Optional<string?> ParentExternalId { get; init; }
    public Optional<string?> CsmEmail { get; init; }
    public Optional<string?> AccountExecutiveEmail { get; init; }

    /// <summary>Attribute name → string, decimal, bool, DateOnly, or null to clear it.</summary>
    public IReadOnlyDictionary<string, object?> Attributes { get; init; } = NoAttributes;

    public static readonly IReadOnlyDictionary<string, object?> NoAttributes = new Dictionary<string, object?>();

    public static ImportedAccount Read(RowReader reader, IReadOnlyList<AttributeDefinition> attributes)
    {
        var row = new ImportedAccount(reader.Line, reader.RequiredText("externalId"))
        {
            Fields = AccountFieldCatalogue.All.Aggregate(new AccountFields(), (fields, field) =>
                field.Read?.Invoke(reader, fields) ?? fields
            ),
            ParentExternalId = reader.Text("parentExternalId"),
            CsmEmail = reader.Text("csmEmail"),
            AccountExecutiveEmail = reader.Text("accountExecutiveEmail"),
            Attributes = ReadAttributes(reader, attributes),
        };
        if (row.Fields.Name is { IsGiven: true, Value: null })
            reader.Refuse("name", "missing", "'name' is required. Fill it in.");
        if (row.ParentExternalId.Value is { } parent && string.Equals(parent, row.ExternalId, StringComparison.Ordinal))
            reader.Refuse("parentExternalId", "own-parent", "An account cannot be its own parent.");
        return row;
    }

    private static Dictionary<string, object?> ReadAttributes(
        RowReader reader,
        IReadOnlyList<AttributeDefinition> attributes
    )
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var attribute in attributes)
        {
            var field = ImportKind.AttributePrefix + attribute.Name;
            var (isGiven, value) = attribute.Type switch
            {
                AttributeType.Number => Boxed(reader.Decimal(field, -1_000_000_000_000m, 1_000_000_000_000m)),
                AttributeType.Boolean => Boxed(reader.Boolean(field)),
                AttributeType.Date => Boxed(reader.Date(field)),
                AttributeType.Choice => Boxed(reader.Choice(field)),
                _ => Boxed(reader.Text(field)),
            };
            if (isGiven)
                values[attribute.Name] = value;
        }
        return values;
    }

    private static (bool IsGiven, object? Value) Boxed<T>(Optional<T> given) => (given.IsGiven, given.Value);
}
