using Platform.Accounts.Attributes;
using Platform.Accounts.Imports.Mapping;
using Platform.Files.Mapping;

namespace Platform.Accounts.Imports.Kinds;

/// <summary>One account of a file or of a bulk request.</summary>
public sealed record AccountRow(int Line, string ExternalId)
{
    public Optional<string?> Name { get; init; }
    public Optional<string?> Domain { get; init; }
    public Optional<string?> Industry { get; init; }
    public Optional<string?> Country { get; init; }
    public Optional<int?> Employees { get; init; }
    public Optional<string?> ParentExternalId { get; init; }
    public Optional<string?> Lifecycle { get; init; }
    public Optional<DateOnly?> CustomerSince { get; init; }
    public Optional<string?> Size { get; init; }
    public Optional<string?> CsmEmail { get; init; }
    public Optional<string?> AccountExecutiveEmail { get; init; }

    /// <summary>Attribute name → string, decimal, bool, DateOnly, or null to clear it.</summary>
    public IReadOnlyDictionary<string, object?> Attributes { get; init; } = NoAttributes;

    public static readonly IReadOnlyDictionary<string, object?> NoAttributes = new Dictionary<string, object?>();

    public static AccountRow Read(RowReader reader, IReadOnlyList<AttributeDefinition> attributes)
    {
        var row = new AccountRow(reader.Line, reader.RequiredText("externalId"))
        {
            Name = reader.Text("name"),
            Domain = reader.Text("domain"),
            Industry = reader.Text("industry"),
            Country = reader.Text("country"),
            Employees = reader.Whole("employees", 0, 10_000_000),
            ParentExternalId = reader.Text("parentExternalId"),
            Lifecycle = reader.Choice("lifecycle"),
            CustomerSince = reader.Date("customerSince"),
            Size = reader.Choice("size"),
            CsmEmail = reader.Text("csmEmail"),
            AccountExecutiveEmail = reader.Text("accountExecutiveEmail"),
            Attributes = ReadAttributes(reader, attributes),
        };
        if (row.Name is { IsGiven: true, Value: null })
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
