using System.Collections.Concurrent;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Scorecards.Library;

public sealed class ScorecardLibrary(Database database)
{
    private readonly ConcurrentDictionary<Guid, ScorecardInUse> _byId = new();

    /// <summary>The active scorecard per segment, and the one on trial beside it, as of now.</summary>
    public async Task<ActiveScorecards> ActiveAsync(CancellationToken ct)
    {
        var active = await database.QueryAsync<ActiveRow>(
            "select scorecard_id, segment, status = 'trial' as trial from scorecard where status in ('active', "
                + "'trial')",
            null,
            ct
        );
        await LoadAsync(active.Select(a => a.ScorecardId), ct);
        Dictionary<string, ScorecardInUse> Of(bool trial) =>
            active
                .Where(a => a.Trial == trial)
                .ToDictionary(a => a.Segment, a => _byId[a.ScorecardId], StringComparer.Ordinal);
        return new ActiveScorecards(Of(trial: false), Of(trial: true));
    }

    /// <summary>Versions by id; all of them exist, for a score refers to them.</summary>
    public async Task<IReadOnlyDictionary<Guid, ScorecardInUse>> ByIdAsync(IEnumerable<Guid> ids, CancellationToken ct)
    {
        var wanted = ids.Distinct().ToList();
        await LoadAsync(wanted, ct);
        return wanted.ToDictionary(id => id, id => _byId[id]);
    }

    private async Task LoadAsync(IEnumerable<Guid> ids, CancellationToken ct)
    {
        var missing = ids.Where(id => !_byId.ContainsKey(id)).ToArray();
        if (missing.Length == 0)
            return;
        foreach (
            var row in await database.QueryAsync<ScorecardRow>(
                $"select {ScorecardRow.Columns} from scorecard where scorecard_id = any(@Ids)",
                new { Ids = missing },
                ct
            )
        )
            _byId[row.ScorecardId] = new ScorecardInUse(row.ScorecardId, row.Segment, row.Version, row.Card());
    }

    private sealed class ActiveRow
    {
        public Guid ScorecardId { get; init; }
        public string Segment { get; init; } = "";
        public bool Trial { get; init; }
    }
}
