namespace Platform.ServiceKit.Messaging;

internal sealed class OutboxRow
{
    public long Seq { get; init; }
    public Guid MessageId { get; init; }
    public string Type { get; init; } = "";
    public string PartitionKey { get; init; } = "";
    public string Payload { get; init; } = "";
    public string Headers { get; init; } = "";
    public int Attempts { get; init; }

    /// <summary>It has waited for a day.</summary>
    public bool IsOld { get; init; }

    public OutboxOutcome Outcome { get; set; }
    public string? Error { get; set; }
}
