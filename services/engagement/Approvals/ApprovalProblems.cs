using Platform.ServiceKit.Http;

namespace Platform.Engagement.Approvals;

public static class ApprovalProblems
{
    public static Problem NotFound(Guid id) => Problem.NotFound("approval", id);

    public static Problem Decided(ApprovalRow row) =>
        new(
            "approvals/decided",
            StatusCodes.Status409Conflict,
            "It is decided.",
            row.DecidedBy is null ? "Its run has ended or gone on." : $"{row.DecidedBy} decided: {row.State}."
        );

    /// <summary>409 with the approval as it is now: whoever decides has to see that first.</summary>
    public static Problem Stale(IReadOnlyList<string> changes, ApprovalResponse current) =>
        new(
            "approvals/stale",
            StatusCodes.Status409Conflict,
            "What was shown has changed since.",
            changes.Count > 0
                ? $"Since then {string.Join("; ", changes)}. Look at it again and decide with its new shownHash."
                : "The shownHash is of another state of the draft. Read the approval again."
        )
        {
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["changes"] = changes,
                ["current"] = current,
            },
        };

    public static Problem OwnDraft(ApprovalRow row) =>
        new(
            "approvals/own-draft",
            StatusCodes.Status403Forbidden,
            "Nobody approves their own draft.",
            $"{row.Author} wrote it; another person decides. Only in class risk a CSM decides on what they wrote."
        );
}
