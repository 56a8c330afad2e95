using Platform.Accounts.Accounts;
using Platform.Files.Mapping;

namespace Platform.Accounts.Imports.Bulk;

/// <summary>One account by external id; what is left out stays as it is.</summary>
public sealed record UpsertedAccount : AccountFields, IExternalRow
{
    public string ExternalId { get; init; } = "";

    /// <summary>External id, of the same source, of the account above it.</summary>
    public Optional<string?> ParentExternalId { get; init; }

    /// <summary>E-mail of the CSM; found in the team's list.</summary>
    public Optional<string?> CsmEmail { get; init; }

    /// <summary>E-mail of the account executive; found in the team's list.</summary>
    public Optional<string?> AccountExecutiveEmail { get; init; }
}
