namespace Platform.Statistics.Learning;

/// <param name="LogOdds">What the column adds to the log-odds of the class against all others, compared with the
/// average case.</param>
public sealed record Contribution(string Column, string? Value, double LogOdds);
