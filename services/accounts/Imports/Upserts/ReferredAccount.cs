namespace Platform.Accounts.Imports.Upserts;

internal sealed class ReferredAccount
{
    public Guid Id { get; init; }
    public DateOnly? CustomerSince { get; init; }
    public string Value { get; init; } = "";
}
