using System.Collections.Concurrent;

namespace Platform.Gateway.Feed;

/// <summary>
/// Up to where in the log each account is unchanged. A cached answer that was composed when the log was read to
/// position P holds as long as no event of its account came after P: nothing has to be deleted anywhere, so an outage
/// of Redis leaves nothing stale behind.
/// </summary>
public sealed class ChangedAccounts(TimeProvider clock)
{
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<Guid, long> _lastChange = new();
    private long _readTo = -1;
    private long _readAt;

    /// <summary>The position that an answer composed from now on may claim; null while the log is not being followed,
    /// then nothing is cached.</summary>
    public long? Position =>
        Volatile.Read(ref _readTo) is var position and >= 0 && clock.GetElapsedTime(Volatile.Read(ref _readAt)) < Trust
            ? position
            : null;

    public bool IsUnchangedSince(Guid account, long position) =>
        !_lastChange.TryGetValue(account, out var last) || last <= position;

    internal void Note(IReadOnlyList<LoggedEvent> batch)
    {
        // Entries live a minute; forgetting older changes all at once now and then is cheaper than a clock per account.
        if (_lastChange.Count > 500_000)
            _lastChange.Clear();
        foreach (var logged in batch)
            if (logged.AccountId is { } account)
                _lastChange[account] = logged.Seq;
    }

    internal void LogIsReadTo(long position)
    {
        Volatile.Write(ref _readAt, clock.GetTimestamp());
        Volatile.Write(ref _readTo, position);
    }

    internal void LogIsAway() => Volatile.Write(ref _readTo, -1);
}
