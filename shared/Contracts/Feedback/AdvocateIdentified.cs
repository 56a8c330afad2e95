namespace Platform.Contracts.Feedback;

/// <param name="Reason"><c>promoter</c> or <c>power_user</c>.</param>
[EventName("feedback.advocate-identified.v1")]
public sealed record AdvocateIdentified(Guid AccountId, Guid AdvocateId, Guid? ContactId, string Reason)
    : DomainEvent(AccountId);
