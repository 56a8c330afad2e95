using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Usage;

/// <summary>How an account used one feature, or the whole product, over some days.</summary>
/// <param name="Users">Distinct over all the days.</param>
public sealed record UseOfFeature(long Events, long Quantity, int Users, DateOnly FirstDay, DateOnly LastDay)
{
    /// <summary>Sums the days of one account, by feature number, and over all features; null where there was no use at
    /// all.</summary>
    public static (UseOfFeature? Whole, IReadOnlyDictionary<int, UseOfFeature> ByFeature) Sum(
        IEnumerable<StoredDay> daysOfOneAccount
    )
    {
        var whole = new Adding();
        var features = new Dictionary<int, Adding>();
        foreach (var day in daysOfOneAccount)
        foreach (ref readonly var entry in day.Usage.Entries)
        {
            if (!features.TryGetValue(entry.Feature, out var feature))
                features[entry.Feature] = feature = new Adding();
            feature.Add(day.Day, entry);
            whole.Add(day.Day, entry);
        }
        return (whole.Result(), features.ToDictionary(f => f.Key, f => f.Value.Result()!));
    }

    private sealed class Adding
    {
        private readonly HashSet<int> _users = [];
        private long _events;
        private long _quantity;
        private DateOnly _first = DateOnly.MaxValue;
        private DateOnly _last = DateOnly.MinValue;

        public void Add(DateOnly day, in UsageEntry entry)
        {
            _users.Add(entry.User);
            _events += entry.Events;
            _quantity += entry.Quantity;
            if (day < _first)
                _first = day;
            if (day > _last)
                _last = day;
        }

        public UseOfFeature? Result() =>
            _users.Count == 0 ? null : new(_events, _quantity, _users.Count, _first, _last);
    }
}
