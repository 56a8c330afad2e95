namespace Platform.SuccessPlans.Reviews;

/// <param name="Outcome">The outcome that it serves.</param>
/// <param name="Adoption">Adoption reached, 0 to 1.</param>
public sealed record PackTactic(string Name, string Outcome, string Description, decimal? Adoption);
