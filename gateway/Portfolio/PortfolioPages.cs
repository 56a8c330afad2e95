using System.Collections.Concurrent;
using Platform.Gateway.Feed;

namespace Platform.Gateway.Portfolio;

/// <summary>
/// Pages as they were last answered. The rows change only in the transactions that add to the event log, so a page
/// holds as long as the log stands where it stood before the page was read; who may read the list at all sees the same
/// list.
/// </summary>
public sealed class PortfolioPages(ChangedAccounts log)
{
    private const int MaxPages = 1_000;

    private readonly ConcurrentDictionary<string, (long Position, byte[] Json)> _pages = new(StringComparer.Ordinal);

    /// <summary>Where the log stands; null while it is not being followed, then nothing is kept.</summary>
    public long? Position => log.Position;

    public byte[]? Find(string query) =>
        _pages.TryGetValue(query, out var page) && page.Position == log.Position ? page.Json : null;

    /// <param name="position">Where the log stood before the rows were read.</param>
    public byte[] Keep(string query, long? position, byte[] json)
    {
        if (position is not { } known)
            return json;
        if (_pages.Count >= MaxPages)
            _pages.Clear();
        _pages[query] = (known, json);
        return json;
    }
}
