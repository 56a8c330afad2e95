using System.Runtime.InteropServices;

namespace Platform.HealthScoring.Ingestion;

/// <summary>A batch as read and checked, with accounts, users and features as numbers into tables of distinct texts.</summary>
public sealed class EventBatch
{
    public const int MostEvents = 1_000;

    /// <summary>Accounts as the caller names them: an id, or source:externalId.</summary>
    public Utf8Texts Accounts { get; } = new(normal: true);

    public Utf8Texts Users { get; } = new(normal: true);

    public Utf8Texts Features { get; } = new();

    public List<ReadEvent> Events { get; } = new(512);

    public List<EventRejection> Rejections { get; } = [];

    /// <summary>Events in the request, good and bad.</summary>
    public int Count { get; set; }
}

[StructLayout(LayoutKind.Auto)]
public readonly record struct ReadEvent(int Index, Guid Id, int Account, int User, int Feature, long Quantity, long OccurredAtMs);

/// <param name="Index">Position in the batch, from 0.</param>
public sealed record EventRejection(int Index, string? EventId, string Code, string Reason);
