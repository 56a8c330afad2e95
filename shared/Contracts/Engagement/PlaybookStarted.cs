namespace Platform.Contracts.Engagement;

/// <param name="Playbook">The playbook's key.</param>
/// <param name="PlaybookVersion">The version that the run keeps, from 1.</param>
/// <param name="ContactId">Who it is about, where it is about one person of the account.</param>
/// <param name="Arm"><c>treatment</c>, or <c>holdout</c>: nothing is done, so that the effect can be measured.</param>
/// <param name="Trigger">What started it: an event's name, <c>segment</c>, <c>date</c>, <c>request</c>, <c>csv</c> or
/// <c>playbook</c>.</param>
[EventName("engagement.playbook-started.v1")]
public sealed record PlaybookStarted(
    Guid AccountId,
    Guid RunId,
    Guid PlaybookId,
    string Playbook,
    int PlaybookVersion,
    Guid? ContactId,
    string Arm,
    string Trigger
) : DomainEvent(AccountId);
