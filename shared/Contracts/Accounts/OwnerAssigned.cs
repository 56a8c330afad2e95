namespace Platform.Contracts.Accounts;

/// <summary>From <paramref name="Since"/> on this person is accountable for the role; exactly one is, at every
/// instant.</summary>
/// <param name="Role"><c>csm</c>, <c>account_executive</c>, <c>onboarding_manager</c> or
/// <c>executive_sponsor</c>.</param>
/// <param name="PersonId">User id.</param>
/// <param name="PreviousPersonId">Whom the person follows; null for the first.</param>
[EventName("accounts.owner-assigned.v1")]
public sealed record OwnerAssigned(
    Guid AccountId,
    string Role,
    string PersonId,
    string? PreviousPersonId,
    DateTimeOffset Since,
    string? Reason
) : DomainEvent(AccountId);
