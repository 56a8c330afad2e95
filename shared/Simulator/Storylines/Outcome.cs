namespace Platform.Simulator.Storylines;

/// <summary>How a term ended.</summary>
public enum Outcome
{
    Renewed,
    Expanded,
    Contracted,
    Churned,
}
