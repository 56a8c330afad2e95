using Platform.ServiceKit.Data;

namespace Platform.Accounts.Attributes;

/// <summary>The declared custom attributes, as stored.</summary>
public static class AttributeSchema
{
    public static async Task<IReadOnlyList<AttributeDefinition>> ReadAsync(Database database, CancellationToken ct) =>
        [.. (await database.QueryAsync<Stored>(Read, ct: ct)).Select(row => row.ToDefinition())];

    /// <summary>The same within a unit of work, over its own connection: who holds one and waits for another may wait
    /// for ever.</summary>
    public static async Task<IReadOnlyList<AttributeDefinition>> ReadAsync(UnitOfWork work) =>
        [.. (await work.QueryAsync<Stored>(Read)).Select(row => row.ToDefinition())];

    public static bool TryParseType(string text, out AttributeType type) =>
        Enum.TryParse(text, ignoreCase: true, out type) && Enum.IsDefined(type) && !char.IsDigit(text[0]);

    private const string Read = "select name, type, choices, description from attribute_definition order by name";

    private sealed class Stored
    {
        public string Name { get; init; } = "";
        public string Type { get; init; } = "";
        public string[] Choices { get; init; } = [];
        public string? Description { get; init; }

        public AttributeDefinition ToDefinition() =>
            new(Name, Enum.Parse<AttributeType>(Type, ignoreCase: true), Choices, Description);
    }
}
