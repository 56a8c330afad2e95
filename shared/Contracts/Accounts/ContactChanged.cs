namespace Platform.Contracts.Accounts;

/// <param name="PreviousRoles">Before this change, so that a champion who changes role is seen at once; empty for a new
/// contact.</param>
[EventName("accounts.contact-changed.v1")]
public sealed record ContactChanged(
    Guid AccountId,
    Guid ContactId,
    int Version,
    ContactSnapshot Contact,
    IReadOnlyList<string> PreviousRoles,
    IReadOnlyList<string> Changed
) : DomainEvent(AccountId);
