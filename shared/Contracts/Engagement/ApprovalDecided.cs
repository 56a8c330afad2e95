namespace Platform.Contracts.Engagement;

/// <param name="RunId">The run that waited for the decision.</param>
/// <param name="Decision"><c>approved</c> or <c>refused</c>.</param>
/// <param name="DecidedBy">User id.</param>
/// <param name="Edited">Whether the draft was changed before it was approved.</param>
[EventName("engagement.approval-decided.v1")]
public sealed record ApprovalDecided(
    Guid AccountId,
    Guid ApprovalId,
    Guid RunId,
    string Decision,
    string DecidedBy,
    bool Edited
) : DomainEvent(AccountId);
