namespace Platform.HealthScoring.Insights.Charts;

/// <param name="Steps">The value holds until the next point, as in a survival curve.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points, bool Steps = false);
