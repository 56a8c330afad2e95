namespace Platform.Accounts.Handovers;

/// <summary>One person passes an account on to another. It is done only when the receiver accepts; until then the old
/// owner is accountable.</summary>
/// <param name="Status"><c>proposed</c>, <c>accepted</c>, <c>refused</c>, <c>withdrawn</c>, or <c>lapsed</c>: another
/// person got the account first.</param>
/// <param name="FromRole">The role that hands over: account_executive, onboarding_manager or csm.</param>
/// <param name="ToRole">The role that takes over: onboarding_manager or csm.</param>
/// <param name="Brief">What the receiver has to know.</param>
/// <param name="Checklist">What has to be done before it can be accepted.</param>
/// <param name="ProposedBy">User id of who proposed it.</param>
/// <param name="ProposedAt">When it was proposed (RFC 3339, UTC).</param>
/// <param name="Refusal">Why it was refused; left out otherwise.</param>
public sealed record Handover(
    Guid Id,
    Guid AccountId,
    string FromRole,
    string ToRole,
    string FromPersonId,
    string ToPersonId,
    string Status,
    HandoverBrief Brief,
    IReadOnlyList<ChecklistItem> Checklist,
    string ProposedBy,
    DateTimeOffset ProposedAt,
    DateTimeOffset? DecidedAt,
    string? Refusal,
    int Version
)
{
    public const string Proposed = "proposed";
    public const string Accepted = "accepted";
    public const string Refused = "refused";
    public const string Withdrawn = "withdrawn";
    public const string Lapsed = "lapsed";

    public static readonly IReadOnlyList<string> Statuses = [Proposed, Accepted, Refused, Withdrawn, Lapsed];

    /// <summary>
    /// User id of who has the role that is taken over when it is proposed; left out when no one has it.
    /// </summary>
    public string? ReplacesPersonId { get; init; }
}
