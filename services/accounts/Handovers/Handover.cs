namespace Platform.Accounts.Handovers;

/// <summary>What the receiver has to know; each part may be empty, but has to be thought about.</summary>
public sealed record HandoverBrief(
    IReadOnlyList<string>? Goals, IReadOnlyList<string>? PainPoints, IReadOnlyList<string>? Stakeholders, IReadOnlyList<string>? Commitments, IReadOnlyList<string>? OpenRisks)
{
    /// <summary>The parts that nobody filled in, by their names.</summary>
    public IEnumerable<string> Missing()
    {
        if (Goals is not { Count: > 0 }) yield return "goals";
        if (PainPoints is null) yield return "painPoints";
        if (Stakeholders is not { Count: > 0 }) yield return "stakeholders";
        if (Commitments is null) yield return "commitments";
        if (OpenRisks is null) yield return "openRisks";
    }
}

public sealed record ChecklistItem(string Text, bool Done);

/// <summary>One person passes an account on to another. It is done only when the receiver accepts; until then the old owner is accountable.</summary>
/// <param name="Status"><c>proposed</c>, <c>accepted</c>, <c>refused</c> or <c>withdrawn</c>.</param>
public sealed record Handover(
    Guid Id, Guid AccountId, string FromRole, string ToRole, string FromPersonId, string ToPersonId, string Status, HandoverBrief Brief, IReadOnlyList<ChecklistItem> Checklist,
    string ProposedBy, DateTimeOffset ProposedAt, DateTimeOffset? DecidedAt, string? Refusal, int Version)
{
    public const string Proposed = "proposed";
    public const string Accepted = "accepted";
    public const string Refused = "refused";
    public const string Withdrawn = "withdrawn";
}
