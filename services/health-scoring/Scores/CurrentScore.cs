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

    /// <summary>The instant of the latest row of history.</summary>
    public DateTime? RecordedAt { get; init; }

    /// <summary>The score in the latest row of history.</summary>
    public decimal? RecordedScore { get; init; }

    /// <summary>Names of the caps that applied then; null where that is not known.</summary>
    public string? RecordedCaps { get; init; }
}
