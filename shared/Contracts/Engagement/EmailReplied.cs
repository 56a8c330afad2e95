namespace Platform.Contracts.Engagement;

/// <summary>A person answered a mail of ours: contact in both directions, and a run that waits goes on.</summary>
/// <param name="EmailId">The mail that was answered.</param>
/// <param name="RunId">The playbook run that wrote it, if one did.</param>
/// <param name="Subject">Of the answer.</param>
/// <param name="ReceivedAt">When it came in.</param>
[EventName("engagement.email-replied.v1")]
public sealed record EmailReplied(
    Guid AccountId,
    Guid EmailId,
    Guid? ContactId,
    Guid? RunId,
    string Subject,
    DateTimeOffset ReceivedAt
) : DomainEvent(AccountId);
