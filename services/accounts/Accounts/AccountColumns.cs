namespace Platform.Accounts.Accounts;

/// <summary>The account's own columns, as Dapper reads them wherever an account is read: to show and change it, or to
/// try rules on it.</summary>
internal abstract class AccountColumns
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string? Domain { get; init; }
    public string? Industry { get; init; }
    public string? Country { get; init; }
    public int? Employees { get; init; }
    public string Lifecycle { get; init; } = "";
    public DateOnly? CustomerSince { get; init; }
    public string? Size { get; init; }
    public string? Motion { get; init; }
    public string? Priority { get; init; }

    /// <summary>The declared attributes, as JSON.</summary>
    public string Attributes { get; init; } = "{}";
}
