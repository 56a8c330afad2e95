using System.Text.Json;
using Platform.Accounts.Attributes;
using Platform.Accounts.Imports.Jobs;
using Platform.Files.Mapping;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Imports.Mapping;

/// <param name="Document">The mapping of columns to fields, as it was sent.</param>
public sealed record SavedMapping(string Name, int Version, JsonElement Document);
