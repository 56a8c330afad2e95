namespace Platform.Contracts.Engagement;

/// <param name="Playbook">The playbook's key.</param>
/// <param name="Outcome"><c>done</c> (all its steps) or <c>exited</c> (before them).</param>
/// <param name="Reason">Why it ended, in words.</param>
[EventName("engagement.playbook-ended.v1")]
public sealed record PlaybookEnded(Guid AccountId, Guid RunId, string Playbook, string Outcome, string Reason)
    : DomainEvent(AccountId);
