using Platform.Engagement.Steps;

namespace Platform.Engagement.Approvals;

/// <summary>A step that waits for a person.</summary>
/// <param name="Playbook">The playbook's key.</param>
/// <param name="PlaybookVersion">The version that the run keeps.</param>
/// <param name="Step">The step's key.</param>
/// <param name="StartedBy">Who started the run: where it is a person, they are the draft's author.</param>
/// <param name="Classes">Why a person must decide; empty where only the playbook asks.</param>
/// <param name="Draft">What is shown.</param>
public sealed record ApprovalRequest(
    Guid AccountId,
    Guid RunId,
    Guid PlaybookId,
    string Playbook,
    int PlaybookVersion,
    string Step,
    string StepType,
    string StartedBy,
    IReadOnlyCollection<string> Classes,
    StepDraft Draft
);
