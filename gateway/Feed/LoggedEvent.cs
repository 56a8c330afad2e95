namespace Platform.Gateway.Feed;

/// <summary>An event of the log, as much of it as choosing and sending need.</summary>
public sealed class LoggedEvent
{
    public long Seq { get; init; }
    public string Type { get; init; } = "";
    public Guid? AccountId { get; init; }
    public string? Owner { get; init; }

    /// <summary>The whole event as server-sent event: id, event and data, each on its line. The database makes it once,
    /// all clients send these same bytes.</summary>
    public byte[] Frame { get; init; } = [];

    internal const string Columns =
        @"seq, type, account_id, owner, "
        + @"convert_to(format(E'id: %s\nevent: %s\ndata: %s\n\n', seq, type, data), 'UTF8') as frame";
}
