namespace Platform.ServiceKit.Messaging;

internal sealed class OutboxLevel
{
    public long Depth { get; init; }
    public double OldestSeconds { get; init; }
}
