namespace Platform.HealthScoring.Scoring;

/// <summary>A score without its explanation.</summary>
/// <param name="Score">0 to 100; null with insufficient data.</param>
/// <param name="WeightPresent">Share of the scorecard's weight whose measures are present, 0 to 1.</param>
/// <param name="Caps">Names of the caps that apply, lowest first, with commas between.</param>
public sealed record ScoreFigures(decimal? Score, Band? Band, decimal WeightPresent, string Caps);
