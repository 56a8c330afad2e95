namespace Platform.HealthScoring.Ingestion;

/// <summary>Configuration section <c>Usage</c>.</summary>
public sealed class UsageOptions
{
    /// <summary>An event older than this is refused, unless operations load a backfill.</summary>
    public int LatenessDays { get; set; } = 90;

    /// <summary>How far a source's clock may run ahead.</summary>
    public int FutureMinutes { get; set; } = 60;

    /// <summary>Raw events of older days are dropped; rollups stay. 0 keeps them for ever.</summary>
    public int RawRetentionDays { get; set; } = 400;

    /// <summary>Consumers in this process, each with its own transaction. One already stores more than a core of
    /// PostgreSQL can take, and in larger transactions than two would.</summary>
    public int Sinks { get; set; } = 1;

    /// <summary>Most messages in one transaction.</summary>
    public int MessagesPerTransaction { get; set; } = 256;

    /// <summary>Most batches published and not yet confirmed by the broker, in this process.</summary>
    public int UnconfirmedBatches { get; set; } = 512;

    /// <summary>The queue refuses more (and ingestion answers 503) beyond this many bytes waiting.</summary>
    public long QueueBytes { get; set; } = 4L * 1024 * 1024 * 1024;
}
