namespace Platform.Contracts.Engagement;

/// <param name="Playbook">The playbook's key.</param>
/// <param name="Step">The step that could not be done.</param>
/// <param name="Reason">Why, in words.</param>
[EventName("engagement.playbook-failed.v1")]
public sealed record PlaybookFailed(Guid AccountId, Guid RunId, string Playbook, string Step, string Reason)
    : DomainEvent(AccountId);
