using Platform.Simulator.Usage;

namespace Platform.Simulator.Live;

/// <summary>What the platform has to hold after a run: distinct accepted events, per account and day.</summary>
public sealed class Expected
{
    private readonly Dictionary<(string Account, DateOnly Day), (long Events, long Quantity)> _days = [];
    private readonly HashSet<Guid> _ids = [];

    public long Events => _ids.Count;

    public IReadOnlyDictionary<(string Account, DateOnly Day), (long Events, long Quantity)> Days => _days;

    /// <summary>Counts an accepted event; a repeat of one that was counted changes nothing.</summary>
    public void Add(UsageEvent usage)
    {
        if (!_ids.Add(usage.EventId))
            return;
        var key = (usage.Account, DateOnly.FromDateTime(usage.OccurredAt.UtcDateTime));
        var (events, quantity) = _days.GetValueOrDefault(key);
        _days[key] = (events + 1, quantity + usage.Quantity);
    }
}
