namespace Platform.Accounts.Handovers;

/// <summary>What the receiver has to know; each part may be empty, but has to be thought about.</summary>
/// <param name="Goals">What the customer wants to reach, at least one entry.</param>
/// <param name="PainPoints">What troubles the customer; an empty list where nothing does.</param>
/// <param name="Stakeholders">Who matters at the customer and for what, at least one entry.</param>
/// <param name="Commitments">What we promised; an empty list where nothing was.</param>
/// <param name="OpenRisks">What may go wrong; an empty list where nothing is known.</param>
public sealed record HandoverBrief(
    IReadOnlyList<string>? Goals,
    IReadOnlyList<string>? PainPoints,
    IReadOnlyList<string>? Stakeholders,
    IReadOnlyList<string>? Commitments,
    IReadOnlyList<string>? OpenRisks
)
{
    /// <summary>The parts that are not filled in, by their names.</summary>
    public IEnumerable<string> Missing()
    {
        if (Goals is not { Count: > 0 })
            yield return "goals";
        if (PainPoints is null)
            yield return "painPoints";
        if (Stakeholders is not { Count: > 0 })
            yield return "stakeholders";
        if (Commitments is null)
            yield return "commitments";
        if (OpenRisks is null)
            yield return "openRisks";
    }
}
