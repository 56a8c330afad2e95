namespace Platform.HealthScoring.Scorecards;

/// <param name="Decimals">Decimals with which it is shown.</param>
/// <param name="Meaning">What it says and from what it is computed.</param>
public sealed record MeasureResponse(string Name, string Unit, int Decimals, string Meaning);
