using Platform.Accounts.Attributes;

namespace Platform.Accounts.Accounts;

/// <summary>An account as Dapper reads it.</summary>
internal sealed record StoredAccount : AccountProperties
{
    public static readonly string Columns =
        $"account.id, {string.Join(", ", AccountFieldCatalogue.All.Select(field => $"account.{field.Column}"))}, "
        + "account.attributes::text as attributes, account.version, account.created_at, account.updated_at";

    /// <summary>The declared attributes, as JSON.</summary>
    public string Attributes { get; init; } = "{}";
    public int Version { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    public Account ToAccount() =>
        new(this)
        {
            Attributes = AttributeValues.FromJson(Attributes),
            Version = Version,
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
        };
}
