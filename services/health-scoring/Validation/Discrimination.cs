namespace Platform.HealthScoring.Validation;

/// <param name="Value">Chance that an account that was lost had the lower score than one that was kept.</param>
/// <param name="Kept">Accounts that were not lost.</param>
public sealed record Discrimination(double Value, double Low, double High, int Losses, int Kept);
