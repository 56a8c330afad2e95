namespace Platform.Contracts.Accounts;

/// <summary>A person left the customer.</summary>
/// <param name="Roles">The roles that the person had: a champion or sponsor who leaves is a reason to act.</param>
[EventName("accounts.contact-left.v1")]
public sealed record ContactLeft(
    Guid AccountId,
    Guid ContactId,
    int Version,
    IReadOnlyList<string> Roles,
    string? Seniority,
    string? Function
) : DomainEvent(AccountId);
