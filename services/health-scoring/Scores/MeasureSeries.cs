namespace Platform.HealthScoring.Scores;

/// <param name="Meaning">What it says and from what it is computed.</param>
/// <param name="Points">One for each day on which the measure is known, ascending.</param>
public sealed record MeasureSeries(string Name, string Unit, string Meaning, IReadOnlyList<MeasurePoint> Points);
