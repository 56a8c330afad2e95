namespace Platform.Simulator.Records;

/// <summary>What the simulator knows and the data only show.</summary>
/// <param name="Outcome">How the term ends that the story decides.</param>
/// <param name="OutcomeOn">The day of that; it may lie after the history.</param>
/// <param name="Observed">Whether it lies within the history, and so in the outcomes file too.</param>
public sealed record TruthRow(
    string Account,
    string Storyline,
    DateOnly StartsOn,
    string Outcome,
    DateOnly OutcomeOn,
    bool Observed
);
