using System.Text.Json;
using Platform.Contracts;
using Platform.Engagement.Steps;

namespace Platform.Engagement.Approvals;

/// <param name="RunId">The run that waits.</param>
/// <param name="Playbook">The playbook's key.</param>
/// <param name="StepType">What the step does: <c>email</c>, <c>task</c>, …</param>
/// <param name="Classes">Why a person must decide: <c>price</c>, <c>executive</c>, …; empty where only the playbook
/// asks.</param>
/// <param name="Author">User id of the draft's author, who does not decide it.</param>
/// <param name="Draft">What would be done, as it is shown.</param>
/// <param name="Basis">What of the account the decision stands on.</param>
/// <param name="ShownHash">Of draft and basis; the decision names it.</param>
/// <param name="State"><c>waiting</c>, <c>approved</c>, <c>refused</c> or <c>withdrawn</c> (its run ended).</param>
/// <param name="Edited">The draft as it was approved, where it was changed.</param>
/// <param name="Changes">What was changed in it: each field before and after.</param>
/// <param name="PlaybookId">The playbook whose run asks.</param>
/// <param name="Step">The key of the step that waits for it.</param>
/// <param name="AskedAt">Since when it waits, UTC.</param>
public sealed record ApprovalResponse(
    Guid Id,
    Guid AccountId,
    Guid RunId,
    Guid PlaybookId,
    string Playbook,
    string Step,
    string StepType,
    IReadOnlyList<string> Classes,
    string Author,
    StepDraft Draft,
    ApprovalBasis Basis,
    string ShownHash,
    string State,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? Note,
    StepDraft? Edited,
    IReadOnlyList<DraftChange> Changes,
    DateTimeOffset AskedAt,
    int Version
)
{
    internal static ApprovalResponse Of(ApprovalRow row)
    {
        var draft = row.ReadDraft();
        var edited = row.Edited is null
            ? null
            : JsonSerializer.Deserialize<StepDraft>(row.Edited, ContractJson.Options);
        return new ApprovalResponse(
            row.Id,
            row.AccountId,
            row.RunId,
            row.PlaybookId,
            row.Playbook,
            row.Step,
            row.StepType,
            row.Classes,
            row.Author,
            draft,
            row.ReadBasis(),
            row.ShownHash,
            row.State,
            row.DecidedBy,
            row.DecidedAt,
            row.Note,
            edited,
            edited is null ? [] : [.. DraftChange.Between(draft, edited)],
            row.AskedAt,
            row.Version
        );
    }
}
