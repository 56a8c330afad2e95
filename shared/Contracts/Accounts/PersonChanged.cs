namespace Platform.Contracts.Accounts;

/// <summary>What the roster says of a person of our side. About no account.</summary>
/// <param name="PersonId">User id: the subject of the person's token.</param>
/// <param name="State"><c>active</c>, or <c>deactivated</c>: then their tokens are refused.</param>
/// <param name="Version">Grows with each change; an event with a lower one than known comes late and changes
/// nothing.</param>
/// <param name="Name">What colleagues and customers read; null in events of before names were told.</param>
[EventName("accounts.person-changed.v1")]
public sealed record PersonChanged(
    string PersonId,
    string State,
    IReadOnlyList<string> Roles,
    int Version,
    string? Name = null
) : DomainEvent(Guid.Empty);
