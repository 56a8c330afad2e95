namespace Platform.Contracts.Engagement;

/// <param name="RunId">The run that waits for the decision.</param>
/// <param name="Playbook">The playbook's key.</param>
/// <param name="Step">The step that waits.</param>
/// <param name="Classes">Why a person must decide: <c>renewal_terms</c>, <c>price</c>, <c>executive</c> and others;
/// empty where only the playbook asks.</param>
/// <param name="Approver">User id of who is asked; absent: any manager.</param>
[EventName("engagement.approval-requested.v1")]
public sealed record ApprovalRequested(
    Guid AccountId,
    Guid ApprovalId,
    Guid RunId,
    string Playbook,
    string Step,
    IReadOnlyList<string> Classes,
    string? Approver
) : DomainEvent(AccountId);
