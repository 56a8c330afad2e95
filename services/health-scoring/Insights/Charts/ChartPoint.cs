namespace Platform.HealthScoring.Insights.Charts;

/// <param name="Low">Lower end of a band drawn behind the line, or null.</param>
/// <param name="Open">A figure that can still change: drawn hollow, its line dashed.</param>
public sealed record ChartPoint(double X, double Y, double? Low = null, double? High = null, bool Open = false);
