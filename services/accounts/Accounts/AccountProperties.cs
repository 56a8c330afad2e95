namespace Platform.Accounts.Accounts;

/// <summary>The plain fields of an account: as stored, as rules are tried on them, and as the API shows them.</summary>
public abstract record AccountProperties
{
    protected AccountProperties() { }

    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public string? Domain { get; init; }
    public string? Industry { get; init; }
    public string? Country { get; init; }
    public int? Employees { get; init; }
    public Guid? ParentId { get; init; }
    public required string Lifecycle { get; init; }
    public DateOnly? CustomerSince { get; init; }

    /// <summary>The size that a file or a person declares; it wins over the size rules.</summary>
    public string? DeclaredSize { get; init; }
    public string? Size { get; init; }
    public string? Motion { get; init; }
    public string? Priority { get; init; }

    /// <summary>The account that this one was merged into; left out while it stands for itself.</summary>
    public Guid? MergedInto { get; init; }
}
