namespace Platform.HealthScoring.Scoring;

/// <summary>A contact held <paramref name="Role"/> from one day until before another.</summary>
public sealed record RoleFact(ContactRole Role, DateOnly From, DateOnly? Until);
