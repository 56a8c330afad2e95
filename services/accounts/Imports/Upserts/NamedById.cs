namespace Platform.Accounts.Imports.Upserts;

/// <summary>An account by its own id; one that was merged lives on in another.</summary>
internal sealed class NamedById
{
    public Guid Id { get; init; }
    public Guid LivesIn { get; init; }
    public DateOnly? CustomerSince { get; init; }
}
