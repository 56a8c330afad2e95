namespace Platform.ServiceKit.Messaging;

internal enum OutboxOutcome
{
    /// <summary>Not reached: an earlier one of its key failed, or the broker is away. Counts no attempt.</summary>
    Untried,
    Sent,
    Failed,
    Dead,
}

internal sealed class OutboxRow
{
    public long Seq { get; init; }
    public Guid MessageId { get; init; }
    public string Type { get; init; } = "";
    public string PartitionKey { get; init; } = "";
    public string Payload { get; init; } = "";
    public string Headers { get; init; } = "";
    public int Attempts { get; init; }

    public OutboxOutcome Outcome { get; set; }
    public string? Error { get; set; }
}
