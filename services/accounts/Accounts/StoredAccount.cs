using Platform.Accounts.Attributes;

namespace Platform.Accounts.Accounts;

/// <summary>An account as Dapper reads it.</summary>
internal sealed class StoredAccount : AccountColumns
{
    public const string Columns = """
        account.id, account.name, account.domain, account.industry, account.country, account.employees,
        account.parent_id, account.lifecycle, account.customer_since, account.declared_size, account.size,
        account.motion, account.priority, account.attributes::text as attributes, account.merged_into, account.version,
        account.created_at, account.updated_at
        """;

    public Guid? ParentId { get; init; }
    public string? DeclaredSize { get; init; }
    public Guid? MergedInto { get; init; }
    public int Version { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    public Account ToAccount() =>
        new()
        {
            Id = Id,
            Name = Name,
            Domain = Domain,
            Industry = Industry,
            Country = Country,
            Employees = Employees,
            ParentId = ParentId,
            Lifecycle = Lifecycle,
            CustomerSince = CustomerSince,
            DeclaredSize = DeclaredSize,
            Size = Size,
            Motion = Motion,
            Priority = Priority,
            Attributes = AttributeValues.FromJson(Attributes),
            MergedInto = MergedInto,
            Version = Version,
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
        };
}
