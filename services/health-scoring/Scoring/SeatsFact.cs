namespace Platform.HealthScoring.Scoring;

/// <summary>Paid seats of one subscription from <paramref name="From"/> until before
/// <paramref name="Until"/>.</summary>
public sealed record SeatsFact(DateOnly From, DateOnly? Until, int Seats);
