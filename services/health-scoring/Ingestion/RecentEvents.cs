using System.Collections.Concurrent;

namespace Platform.HealthScoring.Ingestion;

/// <summary>
/// Ids that callers who ask about every event sent through this process a moment ago, with their accounts: what waits
/// in the queue is not in the ledger yet. Bounded; it tells, and guards nothing.
/// </summary>
public sealed class RecentEvents
{
    private const int Most = 50_000;

    private ConcurrentDictionary<Guid, Guid> _accounts = new();
    private ConcurrentDictionary<Guid, Guid> _before = new();

    public Guid? AccountOf(Guid eventId) =>
        _accounts.TryGetValue(eventId, out var account) || _before.TryGetValue(eventId, out account) ? account : null;

    public void Remember(IEnumerable<KeyValuePair<Guid, Guid>> accountsById)
    {
        foreach (var (id, account) in accountsById)
            _accounts.TryAdd(id, account);
        if (_accounts.Count < Most)
            return;
        _before = _accounts;
        _accounts = new();
    }
}
