namespace Platform.HealthScoring.Scorecards;

/// <param name="From">The band now.</param>
/// <param name="To">The band with the other scorecard.</param>
public sealed record BandMove(string From, string To, int Accounts);
