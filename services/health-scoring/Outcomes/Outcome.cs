namespace Platform.HealthScoring.Outcomes;

/// <summary>How a term ended, and the day from which everybody could know it.</summary>
public sealed class Outcome
{
    public Guid AccountId { get; init; }
    public string Kind { get; init; } = "";
    public DateOnly DecidedOn { get; init; }

    /// <summary>Who told it: a decision in renewals, the ledger, or an imported file.</summary>
    public string Source { get; init; } = "";

    public bool Churned => Kind == OutcomeKinds.Churned;
}
