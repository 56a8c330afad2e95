using System.Text.Json;

namespace Platform.Accounts.Imports.Mapping;

/// <param name="Document">The mapping of columns to fields, as it was sent.</param>
public sealed record SavedMapping(string Name, int Version, JsonElement Document);
