namespace Platform.Contracts.Accounts;

/// <summary>A call, e-mail, meeting or note names a person of our side, who is to hear of it.</summary>
/// <param name="PersonId">User id of who is named; the event's actor named them.</param>
/// <param name="Subject">What it is about; null where it has none or is confidential.</param>
[EventName("accounts.person-mentioned.v1")]
public sealed record PersonMentioned(Guid AccountId, Guid ActivityId, string PersonId, string? Subject)
    : DomainEvent(AccountId);
