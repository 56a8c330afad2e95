namespace Platform.HealthScoring.Insights;

/// <param name="Stickiness">Mean daily users over the week's users, 0–1.</param>
public sealed record StickinessWeek(DateOnly From, int Users, double? Stickiness);
