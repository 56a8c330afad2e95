namespace Platform.Contracts.Accounts;

/// <summary>Three high, three wide: whom we talk to at the account has changed, by a contact or by time
/// alone.</summary>
/// <param name="High">Distinct seniority levels with a live contact.</param>
/// <param name="Wide">Distinct functions with a live contact.</param>
[EventName("accounts.coverage-changed.v1")]
public sealed record CoverageChanged(Guid AccountId, int High, int Wide, int LiveContacts, bool SingleThreaded)
    : DomainEvent(AccountId);
