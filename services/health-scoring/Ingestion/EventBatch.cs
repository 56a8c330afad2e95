using System.Text;

namespace Platform.HealthScoring.Ingestion;

/// <summary>A batch as read and checked, with accounts, users and features as numbers into tables of distinct
/// texts.</summary>
public sealed class EventBatch
{
    public const int MostEvents = 1_000;

    /// <summary>Accounts as the caller names them: an id, or source:externalId.</summary>
    public Utf8Numbering Accounts { get; } = new(normal: true);

    public Utf8Numbering Users { get; } = new(normal: true);

    public Utf8Numbering Features { get; } = new();

    /// <summary>Teams of users, where the source names them.</summary>
    public Utf8Numbering Teams { get; } = new();

    public List<ReadEvent> Events { get; } = new(512);

    /// <summary>
    /// Places of events that were counted before, or stand in this batch before: they are counted once.
    /// </summary>
    public HashSet<int> Duplicates { get; } = [];

    /// <summary>Ids that do not read as <see cref="ReadEvent.Id"/> does, by the event's place.</summary>
    public Dictionary<int, string> SentIds { get; } = [];

    public List<EventRejection> Rejections { get; } = [];

    /// <summary>Events in the request, good and bad.</summary>
    public int Count { get; set; }

    /// <summary>The event's id as it was sent.</summary>
    public string IdOf(in ReadEvent item) => SentIds.TryGetValue(item.Index, out var sent) ? sent : item.Id.ToString();

    /// <summary>Keeps the text of an id from which it could not be told again.</summary>
    public void KeepSentId(ReadOnlySpan<byte> text, bool isUuid)
    {
        if (!isUuid || text.ContainsAnyInRange((byte)'A', (byte)'F'))
            SentIds[Count] = Encoding.UTF8.GetString(text);
    }
}
