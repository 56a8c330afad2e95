namespace Platform.HealthScoring.Insights;

/// <param name="Users">Distinct users of the feature in the week.</param>
/// <param name="Share">Of all active users of the week.</param>
public sealed record AdoptionWeek(DateOnly From, int Users, double? Share);
