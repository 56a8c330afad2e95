using System.ComponentModel.DataAnnotations;

namespace Platform.HealthScoring.Ingestion;

/// <summary>Configuration section <c>Usage</c>.</summary>
public sealed class UsageOptions
{
    /// <summary>An event older than this is refused, unless operations load a backfill.</summary>
    [Range(0, 36_500)]
    public int LatenessDays { get; set; } = 90;

    /// <summary>How far a source's clock may run ahead.</summary>
    [Range(0, 1_440)]
    public int FutureMinutes { get; set; } = 60;

    /// <summary>Raw events of older days are dropped; rollups stay. 0 keeps them for ever.</summary>
    [Range(0, 36_500)]
    public int RawRetentionDays { get; set; } = 400;

    /// <summary>Consumers in this process, each with its own transaction. One already stores more than a core of
    /// PostgreSQL can take, and in larger transactions than two would.</summary>
    [Range(0, 64)]
    public int Consumers { get; set; } = 1;

    /// <summary>Most messages in one transaction.</summary>
    [Range(1, 30_000)]
    public int MessagesPerTransaction { get; set; } = 256;

    /// <summary>Most batches published and not yet confirmed by the broker, in this process.</summary>
    [Range(1, 100_000)]
    public int UnconfirmedBatches { get; set; } = 512;

    /// <summary>The queue refuses more (and ingestion answers 503) beyond this many bytes waiting.</summary>
    [Range(1_000_000, long.MaxValue)]
    public long QueueBytes { get; set; } = 4L * 1024 * 1024 * 1024;
}
