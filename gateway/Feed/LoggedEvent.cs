using System.Globalization;
using System.Text;

namespace Platform.Gateway.Feed;

/// <summary>An event of the log. Its frame for the live stream is made once, however many clients get it.</summary>
public sealed class LoggedEvent
{
    private byte[]? _frame;

    public long Seq { get; init; }
    public Guid EventId { get; init; }
    public string Type { get; init; } = "";
    public Guid? AccountId { get; init; }
    public string? Owner { get; init; }
    public DateTimeOffset OccurredAt { get; init; }
    public string Data { get; init; } = "";

    /// <summary>As server-sent event: id, event and data, each on its line.</summary>
    public byte[] Frame => _frame ??= Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {Seq}\nevent: {Type}\ndata: {Data}\n\n"));

    internal const string Columns = "seq, event_id, type, account_id, owner, occurred_at, data::text as data";
}
