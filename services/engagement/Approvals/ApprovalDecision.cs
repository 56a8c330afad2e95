using System.ComponentModel.DataAnnotations;

namespace Platform.Engagement.Approvals;

/// <summary>What a person decides.</summary>
/// <param name="Decision"><c>approved</c> or <c>refused</c>.</param>
/// <param name="ShownHash">The <c>shownHash</c> of what they saw.</param>
/// <param name="Subject">The subject in other words, with <c>approved</c>.</param>
/// <param name="Body">The text in other words, with <c>approved</c>.</param>
/// <param name="Note">Why.</param>
public sealed record ApprovalDecision(
    [Required] string Decision,
    [Required] string ShownHash,
    [StringLength(500)] string? Subject = null,
    [StringLength(100_000)] string? Body = null,
    [StringLength(2000)] string? Note = null
);
