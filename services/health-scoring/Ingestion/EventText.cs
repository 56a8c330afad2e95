namespace Platform.HealthScoring.Ingestion;

public readonly ref struct EventText
{
    public required ReadOnlySpan<byte> EventId { get; init; }
    public required ReadOnlySpan<byte> Account { get; init; }
    public required ReadOnlySpan<byte> User { get; init; }
    public required ReadOnlySpan<byte> Feature { get; init; }

    /// <summary>As it was sent, to be named where it is wrong; may be empty.</summary>
    public ReadOnlySpan<byte> Quantity { get; init; }

    /// <inheritdoc cref="Quantity"/>
    public ReadOnlySpan<byte> OccurredAt { get; init; }
}
