namespace Platform.HealthScoring.Scores;

public sealed class CurrentScore
{
    public Guid AccountId { get; init; }
    public int Version { get; init; }
    public decimal? Score { get; init; }
    public string? Band { get; init; }
    public Guid? ScorecardId { get; init; }
    public int PublishedVersion { get; init; }
    public decimal? PublishedScore { get; init; }
    public string? PublishedBand { get; init; }
}
