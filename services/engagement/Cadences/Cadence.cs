using System.ComponentModel.DataAnnotations;

namespace Platform.Engagement.Cadences;

/// <summary>How often accounts are owed something.</summary>
/// <param name="Kind"><c>onboarding_status</c>, <c>value_note</c>, <c>business_review</c>, <c>proof_mail</c> (to the
/// champion), <c>release_note</c> or <c>visit</c>.</param>
/// <param name="Motion">How the accounts are served: <c>high_touch</c>, <c>pooled</c>, <c>tech_touch</c> or
/// <c>self_serve</c>.</param>
/// <param name="Lifecycle">Only accounts of this stage; absent: all that are customers.</param>
/// <param name="Priority">Only accounts of this priority: <c>p1</c>; absent: all.</param>
/// <param name="EveryDays">1–730.</param>
public sealed record Cadence(
    [Required] string Kind,
    [Required] string Motion,
    string? Lifecycle,
    string? Priority,
    [Range(1, 730)] int EveryDays
);
