using System.Text.Json;

namespace Platform.Accounts.Imports.Mapping;

/// <summary>A saved mapping as Dapper reads it.</summary>
internal sealed class MappingRow
{
    public const string Read = "select name, version, document::text as document from import_mapping";

    public string Name { get; init; } = "";
    public int Version { get; init; }
    public string Document { get; init; } = "";

    public SavedMapping ToMapping() => new(Name, Version, JsonSerializer.Deserialize<JsonElement>(Document));
}
