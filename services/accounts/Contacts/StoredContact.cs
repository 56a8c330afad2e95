namespace Platform.Accounts.Contacts;

/// <summary>A contact as Dapper reads it.</summary>
internal sealed class StoredContact
{
    public const string Columns = """
        contact.id, contact.account_id, contact.name, contact.email, contact.title, contact.seniority,
        contact.function, contact.roles, contact.product_user_ids,
        contact.last_two_way_contact_at, contact.status, contact.version
        """;

    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public string Name { get; init; } = "";
    public string? Email { get; init; }
    public string? Title { get; init; }
    public string? Seniority { get; init; }
    public string? Function { get; init; }
    public string[] Roles { get; init; } = [];
    public string[] ProductUserIds { get; init; } = [];
    public DateTimeOffset? LastTwoWayContactAt { get; init; }
    public string Status { get; init; } = "";
    public int Version { get; init; }

    public Contact ToContact() =>
        new()
        {
            Id = Id,
            AccountId = AccountId,
            Name = Name,
            Email = Email,
            Title = Title,
            Seniority = Seniority,
            Function = Function,
            Roles = Roles,
            ProductUserIds = ProductUserIds,
            LastTwoWayContactAt = LastTwoWayContactAt,
            Status = Status,
            Version = Version,
        };
}
