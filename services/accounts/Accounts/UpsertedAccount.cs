using System.Text.Json;
using Platform.Accounts.Attributes;
using Platform.Accounts.Imports.Kinds;
using Platform.Accounts.Imports.Upserts;
using Platform.Accounts.Owners;
using Platform.Files;
using Platform.Files.Mapping;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.Accounts;

/// <summary>One account by external id; what is left out stays as it is.</summary>
public sealed record UpsertedAccount : AccountFields
{
    public string ExternalId { get; init; } = "";

    /// <summary>External id, of the same source, of the account above it.</summary>
    public Optional<string?> ParentExternalId { get; init; }

    /// <summary>E-mail of the CSM; found in the team's list.</summary>
    public Optional<string?> CsmEmail { get; init; }

    /// <summary>E-mail of the account executive; found in the team's list.</summary>
    public Optional<string?> AccountExecutiveEmail { get; init; }
}
