namespace Platform.HealthScoring.Scores;

public sealed class CurrentScore
{
    public Guid AccountId { get; init; }
    public int Version { get; init; }
    public decimal? Score { get; init; }
    public string? Band { get; init; }
    public Guid? ScorecardId { get; init; }
    public int ToldVersion { get; init; }
    public decimal? ToldScore { get; init; }
    public string? ToldBand { get; init; }
}
